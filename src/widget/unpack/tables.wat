;; Reads Brotli (RFC 7932), which the build puts into the script (xtask/src/build/pack.rs). It knows what our encoder writes:
;; no word of the dictionary, no literal context of UTF-8, no metadata. The bytes come from our own build, so they are not
;; checked. Why it is not JavaScript: docs/decisions/size.md.
;;
;; The build joins the files of this folder into one module and assembles it. Here are the memory, its tables, and numbers.
;; `unpack.js` puts the packed bytes behind this memory, and leaves room for the content. There is room for every prefix
;; code that Brotli allows, 256 of each alphabet, so that no content can have too many.

(memory (export "memory") 25)

;; Lengths of the codes of an alphabet, up to 704.
(global $LENGTHS i32 (i32.const 0))
;; The symbols of a context map, the last one first.
(global $RECENT i32 (i32.const 1024))
;; The context mode of each type of literals.
(global $MODES i32 (i32.const 1280))
;; The class of each byte in the context mode “signed”.
(global $CLASSES i32 (i32.const 1536))
;; The least number of each code of a number, four bytes each; it has EXTRA more bits. Block counts have 26 codes, then insert
;; lengths and copy lengths 24 each.
(global $LEAST i32 (i32.const 1792))
(global $EXTRA i32 (i32.const 2304))
(data (i32.const 2304)
  "\02\02\02\02\03\03\03\03\04\04\04\04\05\05\05\05\06\06\07\08\09\0a\0b\0c\0d\18"
  "\00\00\00\00\00\00\01\01\02\02\03\03\04\04\05\05\06\07\08\09\0a\0c\0e\18"
  "\00\00\00\00\00\00\00\00\01\01\02\02\03\03\04\04\05\05\06\07\08\09\0a\18")
(global $INSERT i32 (i32.const 26))
(global $COPY i32 (i32.const 50))
;; The first insert code and the first copy code of each 64 commands.
(global $FIRST_INSERT i32 (i32.const 2400))
(data (i32.const 2400) "\00\00\00\00\08\08\00\10\08\10\10")
(global $FIRST_COPY i32 (i32.const 2411))
(data (i32.const 2411) "\00\08\00\08\00\08\10\00\10\08\10")
;; The order of the lengths of codes of lengths; how many of the next four bits are such a length, and which.
(global $ORDER i32 (i32.const 2422))
(data (i32.const 2422) "\01\02\03\04\00\05\11\06\10\07\08\09\0a\0b\0c\0d\0e\0f")
(global $WIDTHS i32 (i32.const 2440))
(data (i32.const 2440) "\02\02\02\03\02\02\02\04\02\02\02\03\02\02\02\04")
(global $VALUES i32 (i32.const 2456))
(data (i32.const 2456) "\00\04\03\02\00\04\03\01\00\04\03\02\00\04\03\05")
;; Of literals, commands and distances: how many types of blocks, the type, the one before, how many are left.
(global $BLOCKS i32 (i32.const 2560))
;; The last four distances.
(global $LAST i32 (i32.const 2624))
;; The prefix code for each context.
(global $LITERAL_MAP i32 (i32.const 4096))
(global $DISTANCE_MAP i32 (i32.const 20480))
;; Prefix codes: of lengths, of context maps, two for each of BLOCKS, then those of the three alphabets.
(global $CODES i32 (i32.const 24576))
(global $MAP_CODE i32 (i32.const 26624))
(global $BLOCK_CODES i32 (i32.const 28672))
(global $FIRST_CODE i32 (i32.const 40960))

(global $LONG i32 (i32.const 0xffff))

;; The next bit of the input, and the address of the next byte of the output.
(global $bit (mut i32) (i32.const 0))
(global $out (mut i32) (i32.const 0))
(global $free_code (mut i32) (i32.const 0))

(func $tables
  (local $n i32) (local $least i32)
  (loop $numbers
    ;; The least insert length is 0, the least copy length 2, the least block count 1.
    (if (i32.eqz (local.get $n)) (then (local.set $least (i32.const 1))))
    (if (i32.eq (local.get $n) (global.get $INSERT)) (then (local.set $least (i32.const 0))))
    (if (i32.eq (local.get $n) (global.get $COPY)) (then (local.set $least (i32.const 2))))
    (i32.store (i32.add (global.get $LEAST) (i32.shl (local.get $n) (i32.const 2))) (local.get $least))
    (local.set $least
      (i32.add (local.get $least)
        (i32.shl (i32.const 1) (i32.load8_u (i32.add (global.get $EXTRA) (local.get $n))))))
    (br_if $numbers (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 74))))
  (local.set $n (i32.const 0))
  (loop $bytes
    (i32.store8 (i32.add (global.get $CLASSES) (local.get $n))
      (i32.add
        (i32.add
          (i32.add (i32.gt_u (local.get $n) (i32.const 0)) (i32.gt_u (local.get $n) (i32.const 15)))
          (i32.add (i32.gt_u (local.get $n) (i32.const 63)) (i32.gt_u (local.get $n) (i32.const 127))))
        (i32.add
          (i32.add (i32.gt_u (local.get $n) (i32.const 191)) (i32.gt_u (local.get $n) (i32.const 239)))
          (i32.eq (local.get $n) (i32.const 255)))))
    (br_if $bytes (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 256)))))

;; At least the next 25 bits.
(func $peek (result i32)
  (i32.shr_u
    (i32.load (i32.shr_u (global.get $bit) (i32.const 3)))
    (i32.and (global.get $bit) (i32.const 7))))

;; A number of up to 24 bits.
(func $bits (param $count i32) (result i32)
  (i32.and (call $peek) (i32.sub (i32.shl (i32.const 1) (local.get $count)) (i32.const 1)))
  (global.set $bit (i32.add (global.get $bit) (local.get $count))))

(func $align
  (global.set $bit (i32.and (i32.add (global.get $bit) (i32.const 7)) (i32.const -8))))

;; The number of a code among LEAST.
(func $number (param $code i32) (result i32)
  (i32.add
    (i32.load (i32.add (global.get $LEAST) (i32.shl (local.get $code) (i32.const 2))))
    (call $bits (i32.load8_u (i32.add (global.get $EXTRA) (local.get $code))))))

;; A number from 1 to 256.
(func $small (result i32)
  (local $bits i32)
  (if (i32.eqz (call $bits (i32.const 1))) (then (return (i32.const 1))))
  (local.set $bits (call $bits (i32.const 3)))
  (i32.add (i32.add (i32.const 1) (i32.shl (i32.const 1) (local.get $bits))) (call $bits (local.get $bits))))
