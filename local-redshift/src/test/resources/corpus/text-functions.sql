-- supported: ascii gives the code of the first character
select ascii('amazon')
-- > 97

-- supported: btrim takes characters off both ends
select btrim('xyzaxyzbxyzcxyz', 'xyz')
-- > axyzbxyzc

-- supported: charindex is 0 where there is none
select charindex('fish', 'dogfish'), charindex('cat', 'dogfish')
-- > 4|0

-- supported: chr of a code
select chr(65), chr(233)
-- > A|é

-- supported: crc32 is hexadecimal text
select crc32('Amazon Redshift')
-- > f2726906

-- supported: concatenation joins two texts
select concat('December 25, ', '2008')
-- > December 25, 2008

-- supported: concatenation with null is null in both forms
select concat('a', null), 'a' || null
-- > null|null

-- supported: initcap raises each word's first letter
select initcap('amazon REDSHIFT data-warehouse')
-- > Amazon Redshift Data-Warehouse

-- supported: left and right count characters
select left('Chicago', 3), right('Chicago', 3)
-- > Chi|ago

-- supported: len counts characters, octet_length bytes
select len('français'), octet_length('français')
-- > 8|9

-- supported: length has several names
select char_length('abc'), character_length('abc'), textlen('abc'), length('abc')
-- > 3|3|3|3

-- supported: lpad and rpad fill or cut
select lpad('abc', 5, 'x'), rpad('abc', 5), lpad('abcdef', 3)
-- > xxabc|abc  |abc

-- supported: ltrim and rtrim take any of the characters
select ltrim('2008-01-01', '2008-'), rtrim('Chicago', 'aog')
-- > 1-01|Chic

-- supported: position counts from one
select position('fish' in 'dogfish'), strpos('dogfish', 'fish')
-- > 4|4

-- supported: quote_ident doubles inner quotes
select quote_ident('"CAT"')
-- > """CAT"""

-- supported: quote_literal doubles inner quotes
select quote_literal('''CAT''')
-- > '''CAT'''

-- supported: regexp_count counts matches
select regexp_count('abcdefghijklmnopqrstuvwxyz', '[a-z]{3}')
-- > 8

-- supported: regexp_replace with a start and case ignored
select regexp_replace('the fox', 'FOX', 'quick brown fox', 1, 'i')
-- > the quick brown fox

-- supported: regexp_substr with a start, an occurrence and case ignored
select regexp_substr('the fox', 'FOX', 1, 1, 'i')
-- > fox

-- supported: regexp_instr gives where a match begins
select regexp_instr('the fox', 'fox'), regexp_instr('the fox', 'cat')
-- > 5|0

-- supported: repeat and replicate are one
select repeat('ab', 3), replicate('ab', 3)
-- > ababab|ababab

-- supported: replace takes every occurrence
select replace('Shows and Shows', 'Shows', 'Theatre')
-- > Theatre and Theatre

-- supported: reverse turns text around
select reverse('abc')
-- > cba

-- supported: split_part counts from one and is empty past the end
select split_part('abc$def$ghi', '$', 2), split_part('abc$def$ghi', '$', 4) = ''
-- > def|t

-- supported: strtol reads a number of a base
select strtol('abcd1234', 16), strtol('1234567', 8), strtol('110101', 2), strtol('0xff', 16)
-- > 2882343476|342391|53|255

-- supported: substring from a position with a length
select substring('caterpillar', 6, 4), substring('caterpillar', 6, 8), substring('caterpillar' from 6 for 4)
-- > pill|pillar|pill

-- supported: a start before the text shortens the piece
select substring('caterpillar', 0, 3), substring('caterpillar', -4, 8)
-- > ca|cat

-- supported: translate maps or removes characters
select translate('mint tea', 'inea', 'osin'), translate('california', 'ai', 'o')
-- > most tin|colforno

-- supported: trim with its words
select trim('    dog    '), trim(both 'CDG' from 'CDCDogGDC'), trim(leading '"' from '"dog"')
-- > dog|o|dog"
-- or dog|og|dog"

-- supported: md5 is hexadecimal text
select md5('Amazon Redshift')
-- > f7415e33f972c03abd4f3fed36748f7a

-- supported: sha1 has three names
select sha1('Amazon Redshift'), func_sha1('Amazon Redshift'), sha('Amazon Redshift')
-- > eeac5ed1e11cda66032c30ad77b25071b5487f55|eeac5ed1e11cda66032c30ad77b25071b5487f55|eeac5ed1e11cda66032c30ad77b25071b5487f55

-- supported: sha2 with 256 bits
select sha2('Amazon Redshift', 256)
-- > 15013dc10bc5b293f1f66ea28d818387f191cafeb26f89639fae0b4acf9c8772

-- supported: fnv_hash of text
select fnv_hash('Amazon Redshift')
-- > 7783490368944507294

-- supported: fnv_hash of numbers goes by their width
select fnv_hash(1), fnv_hash(1::smallint), fnv_hash(1::bigint)
-- > -5968735742475085980|589727492704079044|-8517097267634966620

-- supported: fnv_hash takes another hash as its seed
select fnv_hash('Amazon Redshift', fnv_hash(1)), fnv_hash('cd', fnv_hash('ab')) = fnv_hash('abcd')
-- > -2202602717770968555|t

-- supported: soundex and difference
select soundex('Amazon'), difference('Amazon', 'Amazon')
-- > A525|4

-- supported: octetindex counts bytes
select octetindex('q', 'AMQÉq')
-- > 6

-- supported: like, ilike, similar to
select 'abc' like 'a%', 'abc' like 'A%', 'abc' ilike 'A%', 'abc' similar to 'a(b|x)c'
-- > t|f|t|t

-- supported: like takes a backslash as its escape when it is doubled
select 'a_b' like 'a\\_b', 'axb' like 'a\\_b', 'a_b' like 'a^_b' escape '^'
-- > t|f|t

-- supported: regular expressions as operators
select 'abc' ~ 'b', 'abc' ~* 'B', 'abc' !~ 'b', 'abc' !~* 'B'
-- > t|t|f|f

-- supported: bytes decide the order
select 'B' < 'a', 'a' < 'b', 'é' > 'z'
-- > t|t|t

-- open: collate makes a comparison ignore case
select collate('Amazon', 'case_insensitive') = 'aMAZON'
-- > t

-- open: farmfingerprint64 is the hash of that name
select farmfingerprint64('Amazon Redshift') is not null
-- > t
