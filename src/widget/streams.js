// Puts a WebAssembly module together again that the build took apart (xtask/src/build/streams.rs): opcodes in one stream,
// and the operands of each kind in a stream of their own, which deflate packs an eighth smaller. The bytes are our own build's:
// they are not checked.
//
// First come numbers of four bytes, little endian: the length of the module, how many functions it has, the length of each
// stream. Then a table with four bytes for each letter of the stream of opcodes: the opcode, its alignment, the stream of
// its operands, how many they are. Then the streams.

const STREAMS = 14, TABLE = 4 * (2 + STREAMS), NO_ALIGNMENT = 255, BYTES = 255;
// The streams that are more than operands. What comes before the functions and what comes after them are copied.
const AFTER = 0, LOCALS = 1, BEFORE = 2, OPCODES = STREAMS - 1;

/**
 * One loop over plain numbers: an engine runs it only once for a page and hardly optimises it.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export function joined(bytes) {
  const head = new DataView(bytes.buffer);
  const number = (/** @type {number} */ index) => head.getUint32(4 * index, true);
  const module = new Uint8Array(number(0));
  const next = new Int32Array(STREAMS);
  for (let stream = 0, start = TABLE + 4 * 256; stream < STREAMS; stream++) {
    next[stream] = start;
    start += number(2 + stream);
  }
  let end = 0;
  const copy = (/** @type {number} */ stream) => {
    const length = number(2 + stream);
    module.set(bytes.subarray(next[stream], next[stream] + length), end);
    end += length;
  };
  copy(BEFORE);
  let locals = next[LOCALS];
  let opcodes = next[OPCODES];
  for (let left = number(1); left--; ) {
    const start = end;
    // Each group of locals is a count and a type. The last byte of a number is below 128.
    for (let count = 1 + 2 * bytes[locals]; count; ) if ((module[end++] = bytes[locals++]) < 128) count--;
    for (let depth = 1; depth; ) {
      const row = TABLE + 4 * bytes[opcodes++];
      const opcode = (module[end++] = bytes[row]);
      if (opcode === 0x0b) depth--;
      else if (opcode > 0x01 && opcode < 0x05) depth++;
      if (bytes[row + 1] !== NO_ALIGNMENT) module[end++] = bytes[row + 1];
      const stream = bytes[row + 2];
      let count = bytes[row + 3];
      if (count === BYTES) {
        for (count = bytes[opcodes++]; count; count--) module[end++] = bytes[opcodes++];
      } else if (stream === OPCODES) {
        while (count) if ((module[end++] = bytes[opcodes++]) < 128) count--;
      } else {
        let from = next[stream];
        while (count) if ((module[end++] = bytes[from++]) < 128) count--;
        next[stream] = from;
      }
    }
    // The length of a function comes before it.
    const length = end - start;
    const width = length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : 3;
    module.copyWithin(start + width, start, end);
    for (let n = 0; n < width; n++) module[start + n] = ((length >> (7 * n)) & 127) | (n < width - 1 ? 128 : 0);
    end += width;
  }
  copy(AFTER);
  return module;
}
