import { crc32 } from 'node:zlib';
import type { CoreParts } from './core.ts';
import type { FrozenPostings } from './frozen-postings.ts';
import type { ShelfParts } from './shelf.ts';

/** Raised whenever the layout of the arrays or the reading of texts into terms changes. */
const VERSION = 2;
const MAGIC = 'WXNPASS1';
/** Arrays begin at multiples of this, so that they can be used where they lie. */
const ALIGN = 8;

type Numbers = Uint32Array | Uint16Array;

interface Section {
  readonly bytes: 2 | 4;
  readonly length: number;
  readonly crc: number;
}

/** What stands before the arrays, as JSON. */
interface Header {
  readonly version: number;
  readonly stamp: string;
  readonly loaded: readonly (readonly [articleId: string, fingerprint: string])[];
  readonly sections: readonly Section[];
  readonly blocks: number;
  readonly frozen: readonly (readonly [first: number, count: number])[];
  readonly length: number;
  readonly shelf: Omit<ShelfParts, 'columns' | 'blocks'>;
}

/** An index with what it was made from. */
export interface Snapshot {
  readonly parts: CoreParts;
  /** The articles that are in, each with the fingerprint of what was stored of it. */
  readonly loaded: ReadonlyMap<string, string>;
}

/**
 * An index as the pieces of a file: magic, length and checksum of the header, header, arrays as they are in memory
 * (little-endian, as every machine Node runs on). Pauses between arrays.
 * @param stamp names the version of everything that decides what an index holds
 */
export function* writeSnapshot(
  { parts, loaded }: Snapshot,
  stamp: string,
): Generator<void, readonly Uint8Array[]> {
  const arrays = arraysOf(parts);
  const sections: Section[] = [];
  for (const array of arrays) {
    let crc = 0;
    for (const piece of pieces(bytesOf(array))) {
      crc = crc32(piece, crc);
      yield;
    }
    sections.push({ bytes: array.BYTES_PER_ELEMENT === 4 ? 4 : 2, length: array.length, crc });
  }
  const { articles, placeSets, periodSets, oddIds } = parts.shelf;
  const header: Header = {
    version: VERSION,
    stamp,
    loaded: [...loaded],
    sections,
    blocks: parts.shelf.blocks.length,
    frozen: parts.frozen.map(({ first, count }) => [first, count]),
    length: parts.length,
    shelf: { articles, placeSets, periodSets, oddIds },
  };
  const json = Buffer.from(JSON.stringify(header));
  const intro = Buffer.alloc(MAGIC.length + 8);
  intro.write(MAGIC, 'latin1');
  intro.writeUInt32LE(json.length, MAGIC.length);
  intro.writeUInt32LE(crc32(json), MAGIC.length + 4);
  const written: Uint8Array[] = [intro, json, padding(intro.length + json.length)];
  for (const array of arrays) {
    const bytes = bytesOf(array);
    written.push(bytes, padding(bytes.length));
  }
  return written;
}

/** Why a file is not taken for an index. */
export type SnapshotProblem = 'torn' | 'other-version';

/**
 * The index a file holds, its arrays where they lie in `file`; or why it is not trusted. Nothing is taken before every
 * checksum was compared.
 */
export function* readSnapshot(file: Uint8Array, stamp: string): Generator<void, Snapshot | SnapshotProblem> {
  const header = headerOf(file);
  if (header === null) return 'torn';
  if (header.value.version !== VERSION || header.value.stamp !== stamp) return 'other-version';
  const { sections, blocks, frozen, length, shelf } = header.value;
  let at = aligned(header.end);
  const arrays: Numbers[] = [];
  for (const { bytes, length: count, crc } of sections) {
    const end = at + bytes * count;
    if (end > file.length) return 'torn';
    let sum = 0;
    for (const piece of pieces(file.subarray(at, end))) {
      sum = crc32(piece, sum);
      yield;
    }
    if (sum !== crc) return 'torn';
    const offset = file.byteOffset + at;
    arrays.push(
      bytes === 4 ? new Uint32Array(file.buffer, offset, count) : new Uint16Array(file.buffer, offset, count),
    );
    at = aligned(end);
  }
  const next = (): Numbers => arrays.shift() ?? new Uint32Array(0);
  const words = (): Uint32Array => next() as Uint32Array;
  const units = (): Uint16Array => next() as Uint16Array;
  const parts: CoreParts = {
    withdrawn: words(),
    discounts: words(),
    singles: words(),
    length,
    shelf: { ...shelf, columns: words(), blocks: Array.from({ length: blocks }, units) },
    frozen: frozen.map(([first, count]): FrozenPostings => {
      return { first, count, buckets: words(), keys: words(), starts: words(), postings: units() };
    }),
  };
  return { parts, loaded: new Map(header.value.loaded) };
}

/** The order of the arrays in the file. */
function arraysOf({ withdrawn, discounts, singles, shelf, frozen }: CoreParts): readonly Numbers[] {
  return [
    withdrawn,
    discounts,
    singles,
    shelf.columns,
    ...shelf.blocks,
    ...frozen.flatMap(({ buckets, keys, starts, postings }) => [buckets, keys, starts, postings]),
  ];
}

function headerOf(file: Uint8Array): { readonly value: Header; readonly end: number } | null {
  const buffer = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const start = MAGIC.length + 8;
  if (buffer.length < start || buffer.toString('latin1', 0, MAGIC.length) !== MAGIC) return null;
  const end = start + buffer.readUInt32LE(MAGIC.length);
  if (end > buffer.length) return null;
  const json = buffer.subarray(start, end);
  if (crc32(json) !== buffer.readUInt32LE(MAGIC.length + 4)) return null;
  return { value: JSON.parse(json.toString()) as Header, end };
}

/** A megabyte is summed up in less than a millisecond. */
const PIECE = 1 << 20;

function* pieces(bytes: Uint8Array): Generator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function bytesOf(array: Numbers): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function aligned(at: number): number {
  return Math.ceil(at / ALIGN) * ALIGN;
}

function padding(length: number): Uint8Array {
  return new Uint8Array(aligned(length) - length);
}
