/**
 * What Mono lacks of newer .NET and of the package NSec, without what it does: with it the compiler checks the types of
 * the verifiers that need it. It proves nothing about signatures.
 */
export const csharpStandIns = {
  name: 'StandIns.cs',
  content: `
namespace System.Security.Cryptography
{
    public enum DSASignatureFormat { Rfc3279DerSequence }

    public static class NewerKeys
    {
        public static void ImportFromPem(this AsymmetricAlgorithm key, string pem) { }
        public static void ImportSubjectPublicKeyInfo(this AsymmetricAlgorithm key, byte[] der, out int read) { read = 0; }
        public static bool VerifyData(this ECDsa key, byte[] data, byte[] signature, HashAlgorithmName hash, DSASignatureFormat format) { return false; }
    }
}

namespace System.Text.Json
{
    using System.Collections.Generic;

    public class JsonException : Exception { }
    public enum JsonValueKind { Object, Array, String, Null }
    public class JsonDocument
    {
        public static JsonDocument Parse(ReadOnlyMemory<byte> body) { return new JsonDocument(); }
        public JsonElement RootElement { get { return new JsonElement(); } }
    }
    public struct JsonElement
    {
        public JsonValueKind ValueKind { get { return JsonValueKind.Null; } }
        public bool TryGetProperty(string name, out JsonElement value) { value = this; return false; }
        public JsonElement GetProperty(string name) { return this; }
        public IEnumerable<JsonElement> EnumerateArray() { yield break; }
        public string GetString() { return null; }
        public string GetRawText() { return ""; }
    }
}

namespace NSec.Cryptography
{
    using System;

    public enum KeyBlobFormat { RawPublicKey }
    public class PublicKey
    {
        public static PublicKey Import(SignatureAlgorithm algorithm, ReadOnlySpan<byte> blob, KeyBlobFormat format) { return new PublicKey(); }
    }
    public class SignatureAlgorithm
    {
        public static readonly SignatureAlgorithm Ed25519 = new SignatureAlgorithm();
        public bool Verify(PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) { return false; }
    }
}
`.trimStart(),
};
