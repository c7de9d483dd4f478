/** A Float32Array that grows by doubling; numbers stay unboxed and growth costs are amortised. */
export interface GrowableFloats {
  readonly length: number;
  push(value: number): void;
  /** A view of what is stored; not kept across the next push. */
  view(): Float32Array;
}

export function createGrowableFloats(): GrowableFloats {
  let data = new Float32Array(16_384);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === data.length) {
        const larger = new Float32Array(data.length * 2);
        larger.set(data);
        data = larger;
      }
      data[length] = value;
      length += 1;
    },
    view: () => data.subarray(0, length),
  };
}
