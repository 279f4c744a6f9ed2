// Puts a WebAssembly module together again that the build took apart (xtask/src/build/streams.rs): opcodes in one stream,
// and the operands of each kind in a stream of their own, which LZMA packs a tenth smaller. The bytes are our own build's:
// they are not checked.
//
// First come numbers of four bytes, little endian: the length of the module, how many functions it has, the length of each
// stream. Then a table with four bytes for each letter of the stream of opcodes: the opcode, its alignment, the stream of
// its operands, how many they are. Then the streams.

const STREAMS = 14, TABLE = 4 * (2 + STREAMS), NO_ALIGNMENT = 255, BYTES = 255;
// The streams that are more than operands. What comes before the functions and what comes after them are copied.
const AFTER = 0, LOCALS = 1, BEFORE = 2, OPCODES = STREAMS - 1;

/** @param {Uint8Array<ArrayBuffer>} bytes */
export function joined(bytes) {
  const head = new DataView(bytes.buffer);
  const number = (/** @type {number} */ index) => head.getUint32(4 * index, true);
  const module = new Uint8Array(number(0));
  /** @type {number[]} */
  const next = [];
  for (let stream = 0, start = TABLE + 4 * 256; stream < STREAMS; stream++) {
    next.push(start);
    start += number(2 + stream);
  }
  let end = 0;
  /** @param {number} stream @param {number} count */
  const copyBytes = (stream, count) => {
    while (count--) module[end++] = bytes[next[stream]++];
  };
  // The last byte of a number is below 128.
  /** @param {number} stream @param {number} count */
  const copyNumbers = (stream, count) => {
    while (count) if ((module[end++] = bytes[next[stream]++]) < 128) count--;
  };
  copyBytes(BEFORE, number(2 + BEFORE));
  for (let left = number(1); left--; ) {
    const start = end;
    // Each group of locals is a count and a type.
    copyNumbers(LOCALS, 1 + 2 * bytes[next[LOCALS]]);
    for (let depth = 1; depth; ) {
      const row = TABLE + 4 * bytes[next[OPCODES]++];
      const opcode = (module[end++] = bytes[row]);
      if (opcode === 0x0b) depth--;
      else if (opcode > 0x01 && opcode < 0x05) depth++;
      if (bytes[row + 1] !== NO_ALIGNMENT) module[end++] = bytes[row + 1];
      if (bytes[row + 3] === BYTES) copyBytes(OPCODES, bytes[next[OPCODES]++]);
      else copyNumbers(bytes[row + 2], bytes[row + 3]);
    }
    // The length of a function comes before it.
    const length = end - start;
    const width = length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : 3;
    module.copyWithin(start + width, start, end);
    for (let n = 0; n < width; n++) module[start + n] = ((length >> (7 * n)) & 127) | (n < width - 1 ? 128 : 0);
    end += width;
  }
  copyBytes(AFTER, number(2 + AFTER));
  return module;
}
