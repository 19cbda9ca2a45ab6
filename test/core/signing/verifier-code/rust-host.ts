/** One program for every verifier, since each of its own would build the same crates again: `host <preset>`. */
export function rustHost(modules: readonly { preset: string; verifier: string }[]): string {
  const arms = modules.map(({ preset, verifier }) => {
    const given = ['method', 'url'].filter((name) => new RegExp(`^ {4}.*\\b${name}: &str`, 'm').test(verifier));
    const inputs = ['headers', 'body', 'secrets', ...given, 'SystemTime::now()'].join(', ');
    return `        "${preset}" => ${moduleName(preset)}::verify_webhook(${inputs}).map_err(|refusal| refusal.0),`;
  });
  const uses = modules.map(({ preset }) => `#[path = "${preset}.rs"]\nmod ${moduleName(preset)};`);
  return `#![deny(warnings)]\n${uses.join('\n')}\n${host.replace('        /*arms*/', arms.join('\n'))}`;
}

function moduleName(preset: string): string {
  return `of_${preset.replaceAll('-', '_')}`;
}

/** The standard library has no HTTP server: what a request of the suite needs, and no more. */
const host = `
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::SystemTime;

fn verify(
    preset: &str,
    headers: &HashMap<String, String>,
    body: &[u8],
    secrets: &[&str],
    method: &str,
    url: &str,
) -> Result<(), &'static str> {
    match preset {
        /*arms*/
        _ => panic!("no such verifier: {preset} {method} {url}"),
    }
}

fn answer(stream: &TcpStream, preset: &str, origin: &str, secrets: &[&str]) -> std::io::Result<u16> {
    let mut reader = BufReader::new(stream);
    let request = line(&mut reader)?;
    let mut words = request.split(' ');
    let method = words.next().unwrap_or("").to_string();
    let url = format!("{origin}{}", words.next().unwrap_or(""));
    let mut headers: HashMap<String, String> = HashMap::new();
    loop {
        let text = line(&mut reader)?;
        let Some((name, value)) = text.split_once(':') else { break };
        let value = value.trim_matches(|each| each == ' ' || each == '\\t');
        headers
            .entry(name.to_lowercase())
            .and_modify(|before| *before = format!("{before}, {value}"))
            .or_insert(value.to_string());
    }
    let length = headers.get("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    // A refusal says no; a panic is a fault of the verifier, and has to be seen as one.
    let verdict = std::panic::catch_unwind(|| verify(preset, &headers, &body, secrets, &method, &url));
    Ok(match verdict {
        Ok(Ok(())) => 204,
        Ok(Err(_)) => 401,
        Err(_) => 500,
    })
}

/// The line's bytes, each a letter: a header may hold any.
fn line(reader: &mut impl BufRead) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    reader.read_until(b'\\n', &mut bytes)?;
    let letters = bytes.iter().filter(|each| **each != b'\\r' && **each != b'\\n');
    Ok(letters.map(|each| *each as char).collect())
}

fn main() {
    let preset = std::env::args().nth(1).expect("a preset");
    let port = std::env::var("PORT").expect("PORT");
    let origin = std::env::var("PUBLIC_ORIGIN").expect("PUBLIC_ORIGIN");
    let names = ["WEBHOOK_SECRET", "WEBHOOK_SECRET_PREVIOUS"];
    let held: Vec<String> = names.iter().filter_map(|name| std::env::var(name).ok()).collect();
    let secrets: Vec<&str> = held.iter().map(|secret| secret.as_str()).collect();
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).expect("the port");
    println!("listening");
    for stream in listener.incoming() {
        let Ok(mut stream) = stream else { continue };
        let Ok(status) = answer(&stream, &preset, &origin, &secrets) else { continue };
        let text = format!("HTTP/1.1 {status} Answer\\r\\nconnection: close\\r\\ncontent-length: 0\\r\\n\\r\\n");
        let _ = stream.write_all(text.as_bytes());
    }
}
`;
