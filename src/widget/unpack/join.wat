;; Puts a module together again that the build took apart (xtask/src/build/streams.rs): opcodes in one stream, and the operands
;; of each kind in a stream of their own.
;;
;; First come numbers of four bytes, little endian: the length of the module, how many functions it has, the length of each
;; stream. Then a table with four bytes for each letter of the stream of opcodes: the opcode, its alignment, the stream of
;; its operands, how many they are. Then the streams.

;; The address of the next byte of each stream, where the lengths of codes were.
(global $NEXT i32 (i32.const 0))
(global $STREAMS i32 (i32.const 14))
;; Behind the last number.
(global $TABLE i32 (i32.const 64))
;; The streams that are more than operands, and where the addresses of their next bytes are. What comes before the functions
;; and what comes after them are copied.
(global $AFTER i32 (i32.const 0))
(global $LOCALS i32 (i32.const 4))
(global $BEFORE i32 (i32.const 8))
(global $OPCODES i32 (i32.const 52))
(global $NO_ALIGNMENT i32 (i32.const 255))
;; In place of a count: the count is among the opcodes, in bytes.
(global $BYTES i32 (i32.const 255))

;; Writes the module of the streams at an address to another one.
(func (export "join") (param $split i32) (param $module i32)
  (local $n i32) (local $start i32)
  (local.set $start (i32.add (local.get $split) (i32.const 1088)))
  (loop $streams
    (i32.store (local.get $n) (local.get $start))
    (local.set $start
      (i32.add (local.get $start) (i32.load offset=8 (i32.add (local.get $split) (local.get $n)))))
    (br_if $streams (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 4))) (i32.const 56))))
  (global.set $out (local.get $module))
  (call $copy (i32.load (global.get $BEFORE)) (i32.load offset=16 (local.get $split)))
  (local.set $n (i32.load offset=4 (local.get $split)))
  (loop $functions
    (call $function (i32.add (local.get $split) (global.get $TABLE)))
    (br_if $functions (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
  (call $copy (i32.load (global.get $AFTER)) (i32.load offset=8 (local.get $split))))

;; Copies so many numbers of a stream. The last byte of a number is below 128.
(func $numbers (param $stream i32) (param $count i32)
  (local $from i32) (local $byte i32)
  (local.set $from (i32.load (local.get $stream)))
  (loop $next
    (local.set $byte (i32.load8_u (local.get $from)))
    (call $write (local.get $byte))
    (local.set $from (i32.add (local.get $from) (i32.const 1)))
    (br_if $next (i32.gt_u (local.get $byte) (i32.const 127)))
    (br_if $next (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
  (i32.store (local.get $stream) (local.get $from)))

(func $write (param $byte i32)
  (i32.store8 (global.get $out) (local.get $byte))
  (global.set $out (i32.add (global.get $out) (i32.const 1))))

(func $function (param $table i32)
  (local $start i32) (local $depth i32) (local $letter i32) (local $opcode i32) (local $count i32)
  (local.set $start (global.get $out))
  ;; Each group of locals is a count and a type.
  (call $numbers (global.get $LOCALS)
    (i32.add (i32.const 1) (i32.shl (i32.load8_u (i32.load (global.get $LOCALS))) (i32.const 1))))
  (local.set $depth (i32.const 1))
  (loop $instructions
    (local.set $letter (i32.add (local.get $table) (i32.shl (call $opcode) (i32.const 2))))
    (call $write (local.tee $opcode (i32.load8_u (local.get $letter))))
    ;; block, loop, if.
    (if (i32.lt_u (i32.sub (local.get $opcode) (i32.const 2)) (i32.const 3))
      (then (local.set $depth (i32.add (local.get $depth) (i32.const 1)))))
    ;; end.
    (if (i32.eq (local.get $opcode) (i32.const 11))
      (then (local.set $depth (i32.sub (local.get $depth) (i32.const 1)))))
    (if (i32.ne (i32.load8_u offset=1 (local.get $letter)) (global.get $NO_ALIGNMENT))
      (then (call $write (i32.load8_u offset=1 (local.get $letter)))))
    (local.set $count (i32.load8_u offset=3 (local.get $letter)))
    (if (i32.eq (local.get $count) (global.get $BYTES))
      (then
        (local.set $count (call $opcode))
        (call $copy (i32.load (global.get $OPCODES)) (local.get $count))
        (i32.store (global.get $OPCODES) (i32.add (i32.load (global.get $OPCODES)) (local.get $count))))
      (else
        (if (local.get $count)
          (then (call $numbers (i32.shl (i32.load8_u offset=2 (local.get $letter)) (i32.const 2)) (local.get $count))))))
    (br_if $instructions (local.get $depth)))
  (call $prepend_length (local.get $start)))

;; The next byte among the opcodes.
(func $opcode (result i32)
  (i32.load8_u (i32.load (global.get $OPCODES)))
  (i32.store (global.get $OPCODES) (i32.add (i32.load (global.get $OPCODES)) (i32.const 1))))

;; Puts the length of a function before it, in as few bytes as it needs.
(func $prepend_length (param $start i32)
  (local $length i32) (local $width i32) (local $end i32)
  (local.set $length (i32.sub (global.get $out) (local.get $start)))
  (local.set $width
    (i32.add (i32.const 1)
      (i32.add
        (i32.gt_u (local.get $length) (i32.const 0x7f))
        (i32.gt_u (local.get $length) (i32.const 0x3fff)))))
  (local.set $end (i32.add (global.get $out) (local.get $width)))
  (memory.copy (i32.add (local.get $start) (local.get $width)) (local.get $start) (local.get $length))
  (global.set $out (local.get $start))
  (loop $bytes
    (call $write
      (i32.or
        (i32.and (local.get $length) (i32.const 127))
        (i32.shl (i32.gt_u (local.get $width) (i32.const 1)) (i32.const 7))))
    (local.set $length (i32.shr_u (local.get $length) (i32.const 7)))
    (br_if $bytes (local.tee $width (i32.sub (local.get $width) (i32.const 1)))))
  (global.set $out (local.get $end)))
