import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { rustKeyPairCrates } from './rust-key-pair-crates.ts';

/** Where Debian's packages put the sources of crates. */
const folder = '/usr/share/cargo/registry';

const crates: ReadonlySet<string> = new Set(
  existsSync(folder) ? readdirSync(folder).map((name) => name.replace(/-\d[^-]*$/, '')) : [],
);

/** Which crates of a generated manifest's lines cannot be had here, nor stood in for. */
export function missingCrates(dependencies: readonly string[]): string[] {
  return dependencies.flatMap(neededFor).filter((name) => !crates.has(name));
}

function neededFor(dependency: string): string[] {
  const name = crateOf(dependency);
  const stoodIn = rustKeyPairCrates[name];
  return stoodIn === undefined ? [name] : stoodIn.manifest.split('\n').map(crateOf);
}

function crateOf(dependency: string): string {
  return dependency.split(' ')[0] ?? '';
}

/** Why no verifier can be built here; null = they can. */
export function rustRefusal(): string | null {
  if (spawnSync('cargo', ['--version'], { stdio: 'ignore' }).status !== 0) return 'there is no cargo';
  const told = spawnSync('rustc', ['--version'], { encoding: 'utf8' });
  const [, minor] = /^rustc 1\.(\d+)/.exec(told.stdout ?? '') ?? [];
  if (minor === undefined) return 'there is no rustc';
  // <[T]>::last_chunk, which takes the raw key from its container.
  if (Number(minor) < 80) return `rustc 1.${minor} is older than 1.80`;
  return crates.size === 0 ? `there are no crates in ${folder}` : null;
}

/** The crates from the machine, and nothing from the network. */
export const cargoConfig = {
  name: '.cargo/config.toml',
  content: `
[source.crates-io]
replace-with = "packaged"
[source.packaged]
directory = "${folder}"
[net]
offline = true
`,
};

/** The dependencies of many generated manifests as one, with the crates for key pairs from folders beside it. */
export function cargoProject(dependencies: readonly string[]): { name: string; content: string }[] {
  const lines = new Map(dependencies.map((line) => [crateOf(line), asBuiltHere(line)]));
  const stoodIn = Object.entries(rustKeyPairCrates).filter(([name]) => lines.has(name));
  return [
    cargoConfig,
    {
      name: 'Cargo.toml',
      content: `${packageOf('host')}${[...lines.values()].join('\n')}\n[profile.dev]\ndebug = false\n`,
    },
    ...stoodIn.flatMap(([name, { manifest, source }]) => [
      { name: `${name}/Cargo.toml`, content: `${packageOf(name)}${manifest}\n` },
      { name: `${name}/src/lib.rs`, content: source },
    ]),
  ];
}

function asBuiltHere(line: string): string {
  const name = crateOf(line);
  if (name in rustKeyPairCrates) return `${name} = { path = "${name}" }`;
  // Only the crate rsa itself asks for this feature.
  return line.replace(', features = ["oid"]', '');
}

function packageOf(name: string): string {
  return `[package]\nname = "${name}"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n`;
}
