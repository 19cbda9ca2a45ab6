/**
 * The interfaces of the crates for key pairs, which Debian does not have, over OpenSSL: the generated code meets real
 * keys and signatures, though not the code of these crates. Crate → what Cargo needs for it, and its source.
 */
export const rustKeyPairCrates: Readonly<Record<string, { manifest: string; source: string }>> = {
  'ed25519-dalek': {
    manifest: 'openssl = "0.10"',
    source: `
use openssl::pkey::{Id, PKey, Public};
#[derive(Debug)] pub struct SignatureError;
pub struct Signature([u8; 64]);
pub struct VerifyingKey(PKey<Public>);
impl Signature {
    pub fn from_slice(bytes: &[u8]) -> Result<Self, SignatureError> {
        bytes.try_into().map(Signature).map_err(|_| SignatureError)
    }
}
impl VerifyingKey {
    pub fn from_bytes(raw: &[u8; 32]) -> Result<Self, SignatureError> {
        PKey::public_key_from_raw_bytes(raw, Id::ED25519).map(VerifyingKey).map_err(|_| SignatureError)
    }
    pub fn verify_strict(&self, content: &[u8], signature: &Signature) -> Result<(), SignatureError> {
        let mut verifier = openssl::sign::Verifier::new_without_digest(&self.0).map_err(|_| SignatureError)?;
        match verifier.verify_oneshot(&signature.0, content) {
            Ok(true) => Ok(()),
            _ => Err(SignatureError),
        }
    }
}
`,
  },
  p256: {
    manifest: 'openssl = "0.10"',
    source: `
pub mod ecdsa {
    use openssl::{ecdsa::EcdsaSig, hash::MessageDigest, nid::Nid, pkey::{PKey, Public}};
    pub mod signature {
        pub trait Verifier<S> {
            fn verify(&self, content: &[u8], signature: &S) -> Result<(), ()>;
        }
    }
    pub struct Signature(Vec<u8>);
    pub struct VerifyingKey(PKey<Public>);
    impl Signature {
        pub fn from_der(bytes: &[u8]) -> Result<Self, ()> {
            EcdsaSig::from_der(bytes).map(|_| Signature(bytes.to_vec())).map_err(|_| ())
        }
    }
    impl signature::Verifier<Signature> for VerifyingKey {
        fn verify(&self, content: &[u8], signature: &Signature) -> Result<(), ()> {
            let mut verifier = openssl::sign::Verifier::new(MessageDigest::sha256(), &self.0).map_err(|_| ())?;
            match verifier.verify_oneshot(&signature.0, content) {
                Ok(true) => Ok(()),
                _ => Err(()),
            }
        }
    }
    fn of_the_curve(key: PKey<Public>) -> Result<VerifyingKey, ()> {
        let curve = key.ec_key().map_err(|_| ())?.group().curve_name();
        if curve == Some(Nid::X9_62_PRIME256V1) { Ok(VerifyingKey(key)) } else { Err(()) }
    }
    impl crate::pkcs8::DecodePublicKey for VerifyingKey {
        fn from_public_key_der(der: &[u8]) -> Result<Self, ()> {
            of_the_curve(PKey::public_key_from_der(der).map_err(|_| ())?)
        }
        fn from_public_key_pem(pem: &str) -> Result<Self, ()> {
            of_the_curve(PKey::public_key_from_pem(pem.as_bytes()).map_err(|_| ())?)
        }
    }
}
pub mod pkcs8 {
    pub trait DecodePublicKey: Sized {
        fn from_public_key_der(der: &[u8]) -> Result<Self, ()>;
        fn from_public_key_pem(pem: &str) -> Result<Self, ()>;
    }
}
`,
  },
  rsa: {
    manifest: 'openssl = "0.10"\nsha1 = "0.10"\nsha2 = "0.10"',
    source: `
use openssl::{pkey::{PKey, Public}, rsa::Rsa};
pub struct RsaPublicKey(PKey<Public>);
pub mod signature {
    pub trait Verifier<S> {
        fn verify(&self, content: &[u8], signature: &S) -> Result<(), ()>;
    }
}
pub mod pkcs8 {
    pub trait DecodePublicKey: Sized {
        fn from_public_key_der(der: &[u8]) -> Result<Self, ()>;
        fn from_public_key_pem(pem: &str) -> Result<Self, ()>;
    }
}
fn of_rsa(key: Rsa<Public>) -> Result<RsaPublicKey, ()> {
    PKey::from_rsa(key).map(RsaPublicKey).map_err(|_| ())
}
impl pkcs8::DecodePublicKey for RsaPublicKey {
    fn from_public_key_der(der: &[u8]) -> Result<Self, ()> {
        of_rsa(Rsa::public_key_from_der(der).map_err(|_| ())?)
    }
    fn from_public_key_pem(pem: &str) -> Result<Self, ()> {
        of_rsa(Rsa::public_key_from_pem(pem.as_bytes()).map_err(|_| ())?)
    }
}
pub mod pkcs1v15 {
    use openssl::{hash::MessageDigest, pkey::{PKey, Public}};
    use std::marker::PhantomData;
    pub struct Signature(Vec<u8>);
    pub struct VerifyingKey<D>(PKey<Public>, PhantomData<D>);
    pub trait Hash { fn digest() -> MessageDigest; }
    impl Hash for sha1::Sha1 { fn digest() -> MessageDigest { MessageDigest::sha1() } }
    impl Hash for sha2::Sha256 { fn digest() -> MessageDigest { MessageDigest::sha256() } }
    impl TryFrom<&[u8]> for Signature {
        type Error = ();
        fn try_from(bytes: &[u8]) -> Result<Self, ()> { Ok(Signature(bytes.to_vec())) }
    }
    impl<D> VerifyingKey<D> {
        pub fn new(key: crate::RsaPublicKey) -> Self { VerifyingKey(key.0, PhantomData) }
    }
    impl<D: Hash> crate::signature::Verifier<Signature> for VerifyingKey<D> {
        fn verify(&self, content: &[u8], signature: &Signature) -> Result<(), ()> {
            let mut verifier = openssl::sign::Verifier::new(D::digest(), &self.0).map_err(|_| ())?;
            match verifier.verify_oneshot(&signature.0, content) {
                Ok(true) => Ok(()),
                _ => Err(()),
            }
        }
    }
}
`,
  },
};
