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
  base64: `
pub trait Engine {
    fn encode<T: AsRef<[u8]>>(&self, _: T) -> String { String::new() }
    fn decode<T: AsRef<[u8]>>(&self, _: T) -> Result<Vec<u8>, ()> { Ok(vec![]) }
}
pub mod engine { pub mod general_purpose {
    pub struct Standard;
    impl crate::Engine for Standard {}
    pub const STANDARD: Standard = Standard;
    pub const URL_SAFE_NO_PAD: Standard = Standard;
} }`,
  hex: `
pub fn encode<T: AsRef<[u8]>>(_: T) -> String { String::new() }
pub fn decode<T: AsRef<[u8]>>(_: T) -> Result<Vec<u8>, ()> { Ok(vec![]) }`,
  chrono: `
pub struct DateTime;
impl DateTime {
    pub fn parse_from_rfc3339(_: &str) -> Result<DateTime, ()> { Ok(DateTime) }
    pub fn timestamp_millis(&self) -> i64 { 0 }
}`,
};
