;; Prefix codes and context maps of Brotli.
;;
;; A prefix code has 2 KB: an entry for each 8 bits that come next (symbol × 16 + bits, or LONG), then how many codes
;; there are of each length, then the symbols in the order of their codes.

;; The next symbol of a prefix code.
(func $symbol (param $code i32) (result i32)
  (local $entry i32)
  (local.set $entry
    (i32.load16_u
      (i32.add (local.get $code) (i32.shl (i32.and (call $peek) (i32.const 255)) (i32.const 1)))))
  (if (i32.eq (local.get $entry) (global.get $LONG)) (then (return (call $long_symbol (local.get $code)))))
  (global.set $bit (i32.add (global.get $bit) (i32.and (local.get $entry) (i32.const 15))))
  (i32.shr_u (local.get $entry) (i32.const 4)))

;; The same length by length. $path is the code up to here, $first the first code of this length, $at the address of its
;; symbol.
(func $long_symbol (param $code i32) (result i32)
  (local $next i32) (local $path i32) (local $first i32) (local $at i32) (local $count i32)
  (local.set $next (call $peek))
  (local.set $at (i32.add (local.get $code) (i32.const 544)))
  (loop $lengths
    (local.set $code (i32.add (local.get $code) (i32.const 2)))
    (local.set $path
      (i32.or (i32.shl (local.get $path) (i32.const 1)) (i32.and (local.get $next) (i32.const 1))))
    (local.set $next (i32.shr_u (local.get $next) (i32.const 1)))
    (global.set $bit (i32.add (global.get $bit) (i32.const 1)))
    (local.set $first (i32.shl (local.get $first) (i32.const 1)))
    (local.set $count (i32.load16_u offset=512 (local.get $code)))
    (if (i32.ge_u (local.get $path) (i32.add (local.get $first) (local.get $count)))
      (then
        (local.set $first (i32.add (local.get $first) (local.get $count)))
        (local.set $at (i32.add (local.get $at) (i32.shl (local.get $count) (i32.const 1))))
        (br $lengths))))
  (i32.load16_u
    (i32.add (local.get $at) (i32.shl (i32.sub (local.get $path) (local.get $first)) (i32.const 1)))))

;; Gives the same entry to all bits that continue a code. All bits, if the code has none.
(func $enter (param $code i32) (param $path i32) (param $length i32) (param $symbol i32)
  (loop $next
    (i32.store16 (i32.add (local.get $code) (i32.shl (local.get $path) (i32.const 1)))
      (i32.or (i32.shl (local.get $symbol) (i32.const 4)) (local.get $length)))
    (local.set $path (i32.add (local.get $path) (i32.shl (i32.const 1) (local.get $length))))
    (br_if $next (i32.lt_u (local.get $path) (i32.const 256)))))

;; The prefix code of LENGTHS.
(func $prefix_code (param $code i32) (param $alphabet i32)
  (local $length i32) (local $symbol i32) (local $path i32) (local $next i32) (local $reversed i32) (local $n i32)
  (memory.fill (local.get $code) (i32.const 255) (i32.const 512))
  (memory.fill (i32.add (local.get $code) (i32.const 512)) (i32.const 0) (i32.const 32))
  (local.set $next (i32.add (local.get $code) (i32.const 544)))
  (local.set $length (i32.const 1))
  (loop $lengths
    (local.set $path (i32.shl (local.get $path) (i32.const 1)))
    (local.set $symbol (i32.const 0))
    (loop $symbols
      (if (i32.eq (i32.load8_u (i32.add (global.get $LENGTHS) (local.get $symbol))) (local.get $length))
        (then
          (i32.store16 (local.get $next) (local.get $symbol))
          (local.set $next (i32.add (local.get $next) (i32.const 2)))
          (local.set $n (i32.add (local.get $code) (i32.shl (local.get $length) (i32.const 1))))
          (i32.store16 offset=512 (local.get $n) (i32.add (i32.load16_u offset=512 (local.get $n)) (i32.const 1)))
          (if (i32.lt_u (local.get $length) (i32.const 9))
            (then
              ;; Codes come with their highest bit first, numbers with their lowest.
              (local.set $reversed (i32.const 0))
              (local.set $n (i32.const 0))
              (loop $bits
                (local.set $reversed
                  (i32.or (i32.shl (local.get $reversed) (i32.const 1))
                    (i32.and (i32.shr_u (local.get $path) (local.get $n)) (i32.const 1))))
                (br_if $bits
                  (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (local.get $length))))
              (call $enter (local.get $code) (local.get $reversed) (local.get $length) (local.get $symbol))))
          (local.set $path (i32.add (local.get $path) (i32.const 1)))))
      (br_if $symbols
        (i32.lt_u (local.tee $symbol (i32.add (local.get $symbol) (i32.const 1))) (local.get $alphabet))))
    (br_if $lengths (i32.lt_u (local.tee $length (i32.add (local.get $length) (i32.const 1))) (i32.const 16))))
  ;; A single symbol has a length but no bit.
  (if (i32.eq (local.get $next) (i32.add (local.get $code) (i32.const 546)))
    (then
      (call $enter (local.get $code) (i32.const 0) (i32.const 0)
        (i32.load16_u offset=544 (local.get $code))))))

;; Reads a prefix code.
(func $code (param $code i32) (param $alphabet i32)
  (local $kind i32)
  (memory.fill (global.get $LENGTHS) (i32.const 0) (i32.const 704))
  (local.set $kind (call $bits (i32.const 2)))
  (if (i32.eq (local.get $kind) (i32.const 1))
    (then (call $simple_lengths (local.get $alphabet)))
    (else (call $lengths (local.get $kind) (local.get $alphabet))))
  (call $prefix_code (local.get $code) (local.get $alphabet)))

;; One to four symbols.
(func $simple_lengths (param $alphabet i32)
  (local $count i32) (local $n i32) (local $symbol i32) (local $width i32) (local $lengths i32)
  (local.set $count (call $bits (i32.const 2)))
  (local.set $width (i32.sub (i32.const 32) (i32.clz (i32.sub (local.get $alphabet) (i32.const 1)))))
  (local.set $symbol (global.get $RECENT))
  (loop $symbols
    (i32.store (i32.add (global.get $RECENT) (i32.shl (local.get $n) (i32.const 2)))
      (call $bits (local.get $width)))
    (br_if $symbols (i32.le_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (local.get $count))))
  ;; Their lengths, four bits each.
  (local.set $lengths (i32.const 0x1))
  (if (i32.eq (local.get $count) (i32.const 1)) (then (local.set $lengths (i32.const 0x11))))
  (if (i32.eq (local.get $count) (i32.const 2)) (then (local.set $lengths (i32.const 0x221))))
  (if (i32.eq (local.get $count) (i32.const 3))
    (then (local.set $lengths (select (i32.const 0x3321) (i32.const 0x2222) (call $bits (i32.const 1))))))
  (loop $symbols
    (i32.store8 (i32.add (global.get $LENGTHS) (i32.load (local.get $symbol)))
      (i32.and (local.get $lengths) (i32.const 15)))
    (local.set $symbol (i32.add (local.get $symbol) (i32.const 4)))
    (br_if $symbols (local.tee $lengths (i32.shr_u (local.get $lengths) (i32.const 4))))))

;; Lengths that are coded themselves.
(func $lengths (param $from i32) (param $alphabet i32)
  (local $left i32) (local $length i32) (local $symbol i32) (local $before i32)
  (local $run i32) (local $run_length i32) (local $old i32)
  (local.set $left (i32.const 32))
  (loop $codes
    (local.set $length (i32.and (call $peek) (i32.const 15)))
    (global.set $bit
      (i32.add (global.get $bit) (i32.load8_u (i32.add (global.get $WIDTHS) (local.get $length)))))
    (local.set $length (i32.load8_u (i32.add (global.get $VALUES) (local.get $length))))
    (i32.store8
      (i32.add (global.get $LENGTHS) (i32.load8_u (i32.add (global.get $ORDER) (local.get $from))))
      (local.get $length))
    (if (local.get $length)
      (then (local.set $left (i32.sub (local.get $left) (i32.shr_u (i32.const 32) (local.get $length))))))
    (local.set $from (i32.add (local.get $from) (i32.const 1)))
    (br_if $codes (i32.and (i32.lt_u (local.get $from) (i32.const 18)) (i32.gt_s (local.get $left) (i32.const 0)))))
  (call $prefix_code (global.get $CODES) (i32.const 18))
  (memory.fill (global.get $LENGTHS) (i32.const 0) (i32.const 18))
  (local.set $left (i32.const 32768))
  (local.set $before (i32.const 8))
  (loop $next
    (local.set $length (call $symbol (global.get $CODES)))
    (if (i32.lt_u (local.get $length) (i32.const 16))
      (then
        (local.set $run (i32.const 0))
        (i32.store8 (i32.add (global.get $LENGTHS) (local.get $symbol)) (local.get $length))
        (local.set $symbol (i32.add (local.get $symbol) (i32.const 1)))
        (if (local.get $length)
          (then
            (local.set $before (local.get $length))
            (local.set $left (i32.sub (local.get $left) (i32.shr_u (i32.const 32768) (local.get $length)))))))
      (else
        ;; 16 repeats the last length, 17 is a run of zeros. A second one of the same multiplies the run.
        (local.set $old (select (local.get $before) (i32.const 0) (i32.eq (local.get $length) (i32.const 16))))
        (if (i32.ne (local.get $old) (local.get $run_length)) (then (local.set $run (i32.const 0))))
        (local.set $run_length (local.get $old))
        (local.set $old (local.get $run))
        (local.set $length (i32.sub (local.get $length) (i32.const 14)))
        (if (local.get $run)
          (then (local.set $run (i32.shl (i32.sub (local.get $run) (i32.const 2)) (local.get $length)))))
        (local.set $run (i32.add (i32.add (local.get $run) (i32.const 3)) (call $bits (local.get $length))))
        (local.set $old (i32.sub (local.get $run) (local.get $old)))
        (memory.fill (i32.add (global.get $LENGTHS) (local.get $symbol)) (local.get $run_length) (local.get $old))
        (local.set $symbol (i32.add (local.get $symbol) (local.get $old)))
        (if (local.get $run_length)
          (then
            (local.set $left
              (i32.sub (local.get $left)
                (i32.shl (local.get $old) (i32.sub (i32.const 15) (local.get $run_length)))))))))
    (br_if $next
      (i32.and (i32.lt_u (local.get $symbol) (local.get $alphabet)) (i32.gt_s (local.get $left) (i32.const 0))))))

;; Reads a context map and returns how many prefix codes it names.
(func $context_map (param $map i32) (param $size i32) (result i32)
  (local $codes i32) (local $longest i32) (local $at i32) (local $symbol i32) (local $end i32)
  (memory.fill (local.get $map) (i32.const 0) (local.get $size))
  (local.set $codes (call $small))
  (if (i32.eq (local.get $codes) (i32.const 1)) (then (return (i32.const 1))))
  (if (call $bits (i32.const 1)) (then (local.set $longest (i32.add (call $bits (i32.const 4)) (i32.const 1)))))
  (call $code (global.get $MAP_CODE) (i32.add (local.get $codes) (local.get $longest)))
  (local.set $at (local.get $map))
  (local.set $end (i32.add (local.get $map) (local.get $size)))
  (loop $next
    (local.set $symbol (call $symbol (global.get $MAP_CODE)))
    (if (i32.le_u (local.get $symbol) (local.get $longest))
      (then
        ;; A run of zeros.
        (local.set $at
          (i32.add (local.get $at)
            (i32.add (i32.shl (i32.const 1) (local.get $symbol)) (call $bits (local.get $symbol))))))
      (else
        (i32.store8 (local.get $at) (i32.sub (local.get $symbol) (local.get $longest)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))))
    (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
  (if (call $bits (i32.const 1)) (then (call $from_recent (local.get $map) (local.get $end))))
  (local.get $codes))

;; Each byte of the map is the index of a symbol among the recent ones, and that moves to the front.
(func $from_recent (param $at i32) (param $end i32)
  (local $n i32) (local $symbol i32)
  (loop $fill
    (i32.store8 (i32.add (global.get $RECENT) (local.get $n)) (local.get $n))
    (br_if $fill (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 256))))
  (loop $next
    (local.set $n (i32.load8_u (local.get $at)))
    (local.set $symbol (i32.load8_u (i32.add (global.get $RECENT) (local.get $n))))
    (memory.copy (i32.add (global.get $RECENT) (i32.const 1)) (global.get $RECENT) (local.get $n))
    (i32.store8 (global.get $RECENT) (local.get $symbol))
    (i32.store8 (local.get $at) (local.get $symbol))
    (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (local.get $end)))))
