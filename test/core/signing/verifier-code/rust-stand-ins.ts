/**
 * The parts of the crates that the generated Rust uses, without what they do: with them the compiler checks types and
 * lifetimes on a machine that has no crates. They prove nothing about signatures.
 */
export const rustStandIns: Readonly<Record<string, string>> = {
  hmac: `
pub struct Hmac<D>(std::marker::PhantomData<D>);
pub struct Output;
impl Output { pub fn into_bytes(self) -> Vec<u8> { vec![] } }
#[derive(Debug)] pub struct InvalidLength;
pub trait Mac: Sized {
    fn new_from_slice(key: &[u8]) -> Result<Self, InvalidLength>;
    fn update(&mut self, data: &[u8]);
    fn finalize(self) -> Output;
}
impl<D> Mac for Hmac<D> {
    fn new_from_slice(_: &[u8]) -> Result<Self, InvalidLength> { Ok(Hmac(std::marker::PhantomData)) }
    fn update(&mut self, _: &[u8]) {}
    fn finalize(self) -> Output { Output }
}`,
  sha1: 'pub struct Sha1;',
  sha2: `
pub struct Sha256; pub struct Sha384; pub struct Sha512;
pub trait Digest {
    fn new() -> Self;
    fn update(&mut self, data: impl AsRef<[u8]>);
    fn finalize(self) -> Vec<u8>;
    fn digest(data: impl AsRef<[u8]>) -> Vec<u8>;
}
impl Digest for Sha256 {
    fn new() -> Self { Sha256 }
    fn update(&mut self, _: impl AsRef<[u8]>) {}
    fn finalize(self) -> Vec<u8> { vec![] }
    fn digest(_: impl AsRef<[u8]>) -> Vec<u8> { vec![] }
}`,
  subtle: `
pub struct Choice(u8);
impl From<Choice> for bool { fn from(choice: Choice) -> bool { choice.0 == 1 } }
pub trait ConstantTimeEq { fn ct_eq(&self, other: &Self) -> Choice; }
impl ConstantTimeEq for [u8] { fn ct_eq(&self, _: &Self) -> Choice { Choice(0) } }`,
  data_encoding: `
pub struct Encoding;
impl Encoding {
    pub fn encode(&self, _: &[u8]) -> String { String::new() }
    pub fn decode(&self, _: &[u8]) -> Result<Vec<u8>, ()> { Ok(vec![]) }
}
pub const BASE64: Encoding = Encoding;
pub const BASE64URL_NOPAD: Encoding = Encoding;
pub const HEXLOWER: Encoding = Encoding;
pub const HEXLOWER_PERMISSIVE: Encoding = Encoding;`,
  chrono: `
pub struct DateTime;
impl DateTime {
    pub fn parse_from_rfc3339(_: &str) -> Result<DateTime, ()> { Ok(DateTime) }
    pub fn timestamp_millis(&self) -> i64 { 0 }
}`,
  crc32fast: 'pub fn hash(_: &[u8]) -> u32 { 0 }',
  form_urlencoded: `
use std::borrow::Cow;
pub struct Parse<'a>(&'a [u8]);
pub fn parse(input: &[u8]) -> Parse<'_> { Parse(input) }
impl<'a> Iterator for Parse<'a> {
    type Item = (Cow<'a, str>, Cow<'a, str>);
    fn next(&mut self) -> Option<Self::Item> { let _ = self.0; None }
}
pub struct ParseIntoOwned<'a>(Parse<'a>);
impl<'a> Parse<'a> { pub fn into_owned(self) -> ParseIntoOwned<'a> { ParseIntoOwned(self) } }
impl<'a> Iterator for ParseIntoOwned<'a> {
    type Item = (String, String);
    fn next(&mut self) -> Option<Self::Item> { self.0.next().map(|(name, value)| (name.into_owned(), value.into_owned())) }
}`,
  serde_json: `
pub struct Value;
#[derive(Debug)] pub struct Error;
pub fn from_slice(_: &[u8]) -> Result<Value, Error> { Ok(Value) }
impl Value {
    pub fn get(&self, _: &str) -> Option<&Value> { None }
    pub fn as_array(&self) -> Option<&Vec<Value>> { None }
    pub fn as_str(&self) -> Option<&str> { None }
    pub fn is_null(&self) -> bool { true }
}
impl std::fmt::Display for Value {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) }
}`,
  ed25519_dalek: `
#[derive(Debug)] pub struct SignatureError;
pub struct Signature; pub struct VerifyingKey;
impl Signature { pub fn from_slice(_: &[u8]) -> Result<Self, SignatureError> { Ok(Signature) } }
impl VerifyingKey {
    pub fn from_bytes(_: &[u8; 32]) -> Result<Self, SignatureError> { Ok(VerifyingKey) }
    pub fn verify_strict(&self, _: &[u8], _: &Signature) -> Result<(), SignatureError> { Ok(()) }
}`,
  p256: `
pub mod ecdsa {
    pub mod signature { pub trait Verifier<S> { fn verify(&self, content: &[u8], signature: &S) -> Result<(), ()>; } }
    pub struct Signature; pub struct VerifyingKey;
    impl Signature { pub fn from_der(_: &[u8]) -> Result<Self, ()> { Ok(Signature) } }
    impl signature::Verifier<Signature> for VerifyingKey {
        fn verify(&self, _: &[u8], _: &Signature) -> Result<(), ()> { Ok(()) }
    }
    impl crate::pkcs8::DecodePublicKey for VerifyingKey {
        fn from_public_key_der(_: &[u8]) -> Result<Self, ()> { Ok(VerifyingKey) }
        fn from_public_key_pem(_: &str) -> Result<Self, ()> { Ok(VerifyingKey) }
    }
}
pub mod pkcs8 {
    pub trait DecodePublicKey: Sized {
        fn from_public_key_der(der: &[u8]) -> Result<Self, ()>;
        fn from_public_key_pem(pem: &str) -> Result<Self, ()>;
    }
}`,
  rsa: `
pub struct RsaPublicKey;
pub mod signature { pub trait Verifier<S> { fn verify(&self, content: &[u8], signature: &S) -> Result<(), ()>; } }
pub mod pkcs8 {
    pub trait DecodePublicKey: Sized {
        fn from_public_key_der(der: &[u8]) -> Result<Self, ()>;
        fn from_public_key_pem(pem: &str) -> Result<Self, ()>;
    }
}
impl pkcs8::DecodePublicKey for RsaPublicKey {
    fn from_public_key_der(_: &[u8]) -> Result<Self, ()> { Ok(RsaPublicKey) }
    fn from_public_key_pem(_: &str) -> Result<Self, ()> { Ok(RsaPublicKey) }
}
pub mod pkcs1v15 {
    pub struct Signature; pub struct VerifyingKey<D>(std::marker::PhantomData<D>);
    impl TryFrom<&[u8]> for Signature { type Error = (); fn try_from(_: &[u8]) -> Result<Self, ()> { Ok(Signature) } }
    impl<D> VerifyingKey<D> { pub fn new(_: crate::RsaPublicKey) -> Self { VerifyingKey(std::marker::PhantomData) } }
    impl<D> crate::signature::Verifier<Signature> for VerifyingKey<D> {
        fn verify(&self, _: &[u8], _: &Signature) -> Result<(), ()> { Ok(()) }
    }
}`,
};
