-- supported: absolute value
select abs(-38), abs(-38.3)
-- > 38|38.3

-- supported: ceiling and floor
select ceiling(4.2), ceil(-4.2), floor(4.8), floor(-4.2)
-- > 5|-4|4|-5

-- supported: cube root and square root
select cbrt(27)::decimal(10,4), sqrt(16)
-- > 3.0000|4.0

-- supported: degrees and radians
select degrees(pi()), round(radians(180), 4)
-- > 180.0|3.1416

-- supported: logarithms
select ln(1), log(100), dlog10(100), dlog1(1)
-- > 0.0|2.0|2.0|0.0
-- or 0|2|2.0|0.0

-- supported: exponents
select exp(0::float), dexp(0::float), power(8, 3), pow(2, 10)
-- > 1.0|1.0|512.0|1024.0

-- supported: mod keeps the sign of its first value
select mod(10, 4), mod(-10, 4), 10 % 4
-- > 2|-2|2

-- supported: round with and without places
select round(28.05, 1), round(28.04, 1), round(28.45), round(-28.5)
-- > 28.1|28.0|28|-29

-- supported: round to the left of the point
select round(1234.5, -2)
-- > 1200

-- supported: trunc cuts
select trunc(111.86), trunc(-111.86), trunc(111.86, 1), trunc(171.86, -1)
-- > 111|-111|111.8|170

-- supported: sign of a number
select sign(-2), sign(0), sign(3.5)
-- > -1|0|1
-- or -1.0|0.0|1

-- supported: trigonometry
select sin(0::float), cos(0::float), tan(0::float), atan2(0::float, 1::float)
-- > 0.0|1.0|0.0|0.0

-- supported: division of integers is whole
select 7 / 2, -7 / 2, 7.0 / 2 = 3.5
-- > 3|-3|t

-- supported: division by zero is an error
select 1 / (select 0)
-- ! any ivi

-- supported: greatest and least skip nulls
select greatest(1, null, 3), least(2, null, 1)
-- > 3|1

-- supported: to_hex of a number
select to_hex(2147676847)
-- > 8002f2af

-- supported: bits of numbers
select 91 & 15, 91 | 4, 5 # 1, 1 << 4, 16 >> 2, ~1
-- > 11|95|4|16|4|-2

-- supported: text to a number
select to_number('12,454.8-', '99G999D9S'), to_number('32.5', '99.9')
-- > -12454.8|32.5

-- supported: numbers to text
select to_char(125.8, '999.99'), to_char(-125, 'S999'), to_char(12, '0000')
-- >  125.80|-125| 0012

-- supported: implicit and written casts
select '12'::int + 1, cast(3.7 as int), 3.2::int, '1.25'::decimal(4,2)
-- > 13|4|3|1.25

-- supported: an integer that is too large is an error
select 2147483647 + 1
-- ! any out of range

-- supported: a smallint that is too large is an error
select 40000::smallint
-- ! any range

-- supported: decimals keep their scale
select 1.10::decimal(10,2) + 2.2::decimal(10,2), 1.5::decimal(5,1) * 2
-- > 3.30|3.0

-- supported: random is between 0 and 1
select random() >= 0 and random() < 1
-- > t

-- supported: an average of integers is whole
select avg(x) from (select 1 as x union all select 2) t
-- > 1
