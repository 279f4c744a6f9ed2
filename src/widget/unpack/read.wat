;; Streams of Brotli: meta-blocks, blocks, commands.

;; Reads several streams, one behind another, and returns where the output ends.
(func (export "read") (param $input i32) (param $output i32) (param $streams i32) (result i32)
  (call $tables)
  (global.set $bit (i32.shl (local.get $input) (i32.const 3)))
  (global.set $out (local.get $output))
  (loop $next
    (call $stream)
    (call $align)
    (br_if $next (local.tee $streams (i32.sub (local.get $streams) (i32.const 1)))))
  (global.get $out))

;; Reads how the blocks of literals, commands or distances begin.
(func $blocks (param $blocks i32) (param $codes i32)
  (local $types i32)
  (i32.store (local.get $blocks) (local.tee $types (call $small)))
  (i32.store offset=4 (local.get $blocks) (i32.const 0))
  (i32.store offset=8 (local.get $blocks) (i32.const 1))
  (i32.store offset=12 (local.get $blocks) (i32.const 0x1000000))
  (if (i32.gt_u (local.get $types) (i32.const 1))
    (then
      (call $code (local.get $codes) (i32.add (local.get $types) (i32.const 2)))
      (call $code (i32.add (local.get $codes) (i32.const 2048)) (i32.const 26))
      (call $count (local.get $blocks) (local.get $codes)))))

(func $count (param $blocks i32) (param $codes i32)
  (i32.store offset=12 (local.get $blocks)
    (call $number (call $symbol (i32.add (local.get $codes) (i32.const 2048))))))

;; The type of the next symbols: after the end of a block, that of the next block.
(func $type (param $blocks i32) (param $codes i32) (result i32)
  (local $type i32)
  (if (i32.eqz (i32.load offset=12 (local.get $blocks)))
    (then
      (local.set $type (call $symbol (local.get $codes)))
      ;; 0 is the type before, 1 the one after this.
      (local.set $type
        (if (result i32) (local.get $type)
          (then
            (select
              (i32.add (i32.load offset=4 (local.get $blocks)) (i32.const 1))
              (i32.sub (local.get $type) (i32.const 2))
              (i32.eq (local.get $type) (i32.const 1))))
          (else (i32.load offset=8 (local.get $blocks)))))
      (if (i32.eq (local.get $type) (i32.load (local.get $blocks))) (then (local.set $type (i32.const 0))))
      (i32.store offset=8 (local.get $blocks) (i32.load offset=4 (local.get $blocks)))
      (i32.store offset=4 (local.get $blocks) (local.get $type))
      (call $count (local.get $blocks) (local.get $codes))))
  (i32.load offset=4 (local.get $blocks)))

;; So many symbols of a block are read.
(func $used (param $blocks i32) (param $count i32)
  (i32.store offset=12 (local.get $blocks)
    (i32.sub (i32.load offset=12 (local.get $blocks)) (local.get $count))))

;; The type of one symbol.
(func $one_type (param $blocks i32) (param $codes i32) (result i32)
  (call $type (local.get $blocks) (local.get $codes))
  (call $used (local.get $blocks) (i32.const 1)))

;; Reads the prefix codes of an alphabet and returns the address of the first.
(func $codes (param $count i32) (param $alphabet i32) (result i32)
  (global.get $free_code)
  (loop $next
    (call $code (global.get $free_code) (local.get $alphabet))
    (global.set $free_code (i32.add (global.get $free_code) (i32.const 2048)))
    (br_if $next (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))

;; One of the last distances, or near one.
(func $last_distance (param $code i32) (result i32)
  (local $by i32)
  (if (i32.lt_u (local.get $code) (i32.const 4))
    (then (return (i32.load (i32.add (global.get $LAST) (i32.shl (local.get $code) (i32.const 2)))))))
  (local.set $by (i32.rem_u (i32.sub (local.get $code) (i32.const 4)) (i32.const 6)))
  (i32.add
    (i32.load (i32.add (global.get $LAST) (select (i32.const 0) (i32.const 4) (i32.lt_u (local.get $code) (i32.const 10)))))
    (i32.mul
      (i32.add (i32.shr_u (local.get $by) (i32.const 1)) (i32.const 1))
      (select (i32.const 1) (i32.const -1) (i32.and (local.get $by) (i32.const 1))))))

;; Some distances are without bits, $direct. Of the others the lowest $postfix bits are part of the code.
(func $distance (param $code i32) (param $direct i32) (param $postfix i32) (result i32)
  (local $bits i32)
  (if (i32.lt_u (local.get $code) (i32.const 16)) (then (return (call $last_distance (local.get $code)))))
  (local.set $code (i32.sub (local.get $code) (i32.const 16)))
  (if (i32.lt_u (local.get $code) (local.get $direct)) (then (return (i32.add (local.get $code) (i32.const 1)))))
  (local.set $code (i32.sub (local.get $code) (local.get $direct)))
  (local.set $bits (i32.add (i32.const 1) (i32.shr_u (local.get $code) (i32.add (local.get $postfix) (i32.const 1)))))
  (i32.add
    (i32.add (local.get $direct) (i32.const 1))
    (i32.add
      (i32.shl
        (i32.add
          (i32.sub
            (i32.shl
              (i32.or (i32.const 2) (i32.and (i32.shr_u (local.get $code) (local.get $postfix)) (i32.const 1)))
              (local.get $bits))
            (i32.const 4))
          (call $bits (local.get $bits)))
        (local.get $postfix))
      (i32.and (local.get $code) (i32.sub (i32.shl (i32.const 1) (local.get $postfix)) (i32.const 1))))))

(func $literals (param $count i32) (param $codes i32) (param $start i32)
  (local $run i32) (local $map i32) (local $mode i32) (local $one i32) (local $two i32) (local $out i32) (local $end i32)
  (local.set $out (global.get $out))
  ;; The two bytes before; before the first there are zeros.
  (if (i32.gt_u (local.get $out) (local.get $start))
    (then (local.set $one (i32.load8_u (i32.sub (local.get $out) (i32.const 1))))))
  (if (i32.gt_u (local.get $out) (i32.add (local.get $start) (i32.const 1)))
    (then (local.set $two (i32.load8_u (i32.sub (local.get $out) (i32.const 2))))))
  (loop $blocks
    (local.set $map (call $type (global.get $BLOCKS) (global.get $BLOCK_CODES)))
    (local.set $mode (i32.load8_u (i32.add (global.get $MODES) (local.get $map))))
    (local.set $map (i32.add (global.get $LITERAL_MAP) (i32.shl (local.get $map) (i32.const 6))))
    (local.set $run (i32.load offset=12 (global.get $BLOCKS)))
    (if (i32.gt_u (local.get $run) (local.get $count)) (then (local.set $run (local.get $count))))
    (call $used (global.get $BLOCKS) (local.get $run))
    (local.set $count (i32.sub (local.get $count) (local.get $run)))
    (local.set $end (i32.add (local.get $out) (local.get $run)))
    (loop $next
      (local.set $two
        (if (result i32) (i32.eq (local.get $mode) (i32.const 3))
          (then
            (i32.or
              (i32.shl (i32.load8_u (i32.add (global.get $CLASSES) (local.get $one))) (i32.const 3))
              (i32.load8_u (i32.add (global.get $CLASSES) (local.get $two)))))
          (else
            (select (i32.shr_u (local.get $one) (i32.const 2)) (i32.and (local.get $one) (i32.const 63))
              (local.get $mode)))))
      (local.set $run (i32.load8_u (i32.add (local.get $map) (local.get $two))))
      (local.set $two (local.get $one))
      (local.set $one (call $symbol (i32.add (local.get $codes) (i32.shl (local.get $run) (i32.const 11)))))
      (i32.store8 (local.get $out) (local.get $one))
      (br_if $next (i32.lt_u (local.tee $out (i32.add (local.get $out) (i32.const 1))) (local.get $end))))
    (br_if $blocks (local.get $count)))
  (global.set $out (local.get $out)))

;; Byte by byte, because a copy may overlap its own output.
(func $copy (param $from i32) (param $length i32)
  (local $out i32)
  (local.set $out (global.get $out))
  (local.set $length (i32.add (local.get $length) (local.get $out)))
  (loop $next
    (i32.store8 (local.get $out) (i32.load8_u (local.get $from)))
    (local.set $from (i32.add (local.get $from) (i32.const 1)))
    (br_if $next (i32.lt_u (local.tee $out (i32.add (local.get $out) (i32.const 1))) (local.get $length))))
  (global.set $out (local.get $out)))

(func $stream
  (local $start i32) (local $is_last i32) (local $length i32)
  (local.set $start (global.get $out))
  (i32.store (global.get $LAST) (i32.const 4))
  (i32.store offset=4 (global.get $LAST) (i32.const 11))
  (i32.store offset=8 (global.get $LAST) (i32.const 15))
  (i32.store offset=12 (global.get $LAST) (i32.const 16))
  ;; The window, which is always long enough.
  (if (call $bits (i32.const 1))
    (then (if (i32.eqz (call $bits (i32.const 3))) (then (drop (call $bits (i32.const 3)))))))
  (loop $next
    (local.set $is_last (call $bits (i32.const 1)))
    (if (local.get $is_last) (then (if (call $bits (i32.const 1)) (then (return)))))
    (local.set $length (i32.shl (i32.add (call $bits (i32.const 2)) (i32.const 4)) (i32.const 2)))
    (local.set $length (i32.add (call $bits (local.get $length)) (i32.const 1)))
    (if (i32.eqz (local.get $is_last))
      (then
        (if (call $bits (i32.const 1))
          (then
            (call $align)
            (call $copy (i32.shr_u (global.get $bit) (i32.const 3)) (local.get $length))
            (global.set $bit (i32.add (global.get $bit) (i32.shl (local.get $length) (i32.const 3))))
            (br $next)))))
    (call $block (local.get $start) (i32.add (global.get $out) (local.get $length)))
    (br_if $next (i32.eqz (local.get $is_last)))))

;; A compressed meta-block.
(func $block (param $start i32) (param $end i32)
  (local $n i32) (local $postfix i32) (local $direct i32)
  (local $literal_codes i32) (local $distance_codes i32) (local $command_codes i32)
  (loop $kinds
    (call $blocks
      (i32.add (global.get $BLOCKS) (i32.shl (local.get $n) (i32.const 4)))
      (i32.add (global.get $BLOCK_CODES) (i32.shl (local.get $n) (i32.const 12))))
    (br_if $kinds (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 3))))
  (local.set $postfix (call $bits (i32.const 2)))
  (local.set $direct (i32.shl (call $bits (i32.const 4)) (local.get $postfix)))
  (local.set $n (i32.const 0))
  (loop $modes
    (i32.store8 (i32.add (global.get $MODES) (local.get $n)) (call $bits (i32.const 2)))
    (br_if $modes
      (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.load (global.get $BLOCKS)))))
  (global.set $free_code (global.get $FIRST_CODE))
  (local.set $literal_codes
    (call $context_map (global.get $LITERAL_MAP) (i32.shl (i32.load (global.get $BLOCKS)) (i32.const 6))))
  (local.set $distance_codes
    (call $context_map (global.get $DISTANCE_MAP) (i32.shl (i32.load offset=32 (global.get $BLOCKS)) (i32.const 2))))
  (local.set $literal_codes (call $codes (local.get $literal_codes) (i32.const 256)))
  (local.set $command_codes (call $codes (i32.load offset=16 (global.get $BLOCKS)) (i32.const 704)))
  (local.set $distance_codes
    (call $codes (local.get $distance_codes)
      (i32.add (i32.add (i32.const 16) (local.get $direct)) (i32.shl (i32.const 48) (local.get $postfix)))))
  (loop $next
    (call $command (local.get $start) (local.get $end) (local.get $literal_codes) (local.get $command_codes)
      (local.get $distance_codes) (local.get $direct) (local.get $postfix))
    (br_if $next (i32.lt_u (global.get $out) (local.get $end)))))

;; Literals, then a copy.
(func $command (param $start i32) (param $end i32) (param $literal_codes i32) (param $command_codes i32)
  (param $distance_codes i32) (param $direct i32) (param $postfix i32)
  (local $command i32) (local $length i32) (local $code i32) (local $distance i32)
  (local.set $command
    (call $symbol
      (i32.add (local.get $command_codes)
        (i32.shl
          (call $one_type (i32.add (global.get $BLOCKS) (i32.const 16)) (i32.add (global.get $BLOCK_CODES) (i32.const 4096)))
          (i32.const 11)))))
  (local.set $length
    (call $number
      (i32.add (global.get $INSERT)
        (i32.add
          (i32.load8_u (i32.add (global.get $FIRST_INSERT) (i32.shr_u (local.get $command) (i32.const 6))))
          (i32.and (i32.shr_u (local.get $command) (i32.const 3)) (i32.const 7))))))
  (local.set $code
    (i32.add (global.get $COPY)
      (i32.add
        (i32.load8_u (i32.add (global.get $FIRST_COPY) (i32.shr_u (local.get $command) (i32.const 6))))
        (i32.and (local.get $command) (i32.const 7)))))
  ;; The bits of both lengths come before the literals.
  (local.set $code (call $number (local.get $code)))
  (if (local.get $length)
    (then (call $literals (local.get $length) (local.get $literal_codes) (local.get $start))))
  (if (i32.ge_u (global.get $out) (local.get $end)) (then (return)))
  (local.set $length (local.get $code))
  (local.set $distance (i32.load (global.get $LAST)))
  ;; The first commands repeat the last distance.
  (if (i32.ge_u (local.get $command) (i32.const 128))
    (then
      (local.set $code
        (i32.shl
          (call $one_type (i32.add (global.get $BLOCKS) (i32.const 32)) (i32.add (global.get $BLOCK_CODES) (i32.const 8192)))
          (i32.const 2)))
      (local.set $code
        (i32.add (local.get $code)
          (select (i32.const 3) (i32.sub (local.get $length) (i32.const 2)) (i32.gt_u (local.get $length) (i32.const 4)))))
      (local.set $code (i32.load8_u (i32.add (global.get $DISTANCE_MAP) (local.get $code))))
      (local.set $code
        (call $symbol (i32.add (local.get $distance_codes) (i32.shl (local.get $code) (i32.const 11)))))
      (if (local.get $code)
        (then
          (local.set $distance (call $distance (local.get $code) (local.get $direct) (local.get $postfix)))
          (memory.copy (i32.add (global.get $LAST) (i32.const 4)) (global.get $LAST) (i32.const 12))
          (i32.store (global.get $LAST) (local.get $distance))))))
  (call $copy (i32.sub (global.get $out) (local.get $distance)) (local.get $length)))
