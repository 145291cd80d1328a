/** A growing list of unsigned 32-bit numbers: four bytes each, none of them an object. */
export interface Column {
  readonly values: Uint32Array;
  readonly length: number;
  push(value: number): void;
}

const FIRST_CAPACITY = 64;

/** @param from what it begins with; copied when it first grows */
export function createColumn(from: Uint32Array = new Uint32Array(0)): Column {
  let values = from;
  let length = from.length;
  return {
    get values() {
      return values;
    },
    get length() {
      return length;
    },
    push(value) {
      if (length === values.length) {
        const wider = new Uint32Array(Math.max(FIRST_CAPACITY, length + (length >> 1)));
        wider.set(values);
        values = wider;
      }
      values[length] = value;
      length++;
    },
  };
}
