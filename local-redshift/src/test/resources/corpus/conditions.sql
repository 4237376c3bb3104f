-- supported: coalesce, nvl and isnull take the first that is there
select coalesce(null, 1), nvl(null, 2), nvl(null, null, 3), isnull(null, 4)
-- > 1|2|3|4

-- supported: nvl2 chooses by presence
select nvl2('x', 'there', 'not'), nvl2(null, 'there', 'not')
-- > there|not

-- supported: nullif of equal values
select nullif('first', 'second'), nullif('first', 'first')
-- > first|null

-- supported: decode compares, nulls too
select decode(2, 1, 'one', 2, 'two'), decode(5, 1, 'one', 'other'), decode(null, null, 'both null', 'no')
-- > two|other|both null

-- supported: decode without a default is null
select decode(5, 1, 'one')
-- > null

-- supported: case in both forms
select case 2 when 1 then 'a' when 2 then 'b' end, case when 1 > 2 then 'x' else 'y' end
-- > b|y

-- supported: between includes both ends
select 2 between 1 and 2, 3 not between 1 and 2
-- > t|t

-- supported: null is neither equal nor unequal
select null = null, null is null, 1 is not null
-- > null|t|t

-- supported: in with a null that could be it
select 1 in (1, null), 2 in (1, null), 2 not in (1, 3)
-- > t|null|t

-- supported: booleans from text
select 'yes'::boolean, 'no'::bool, 't'::boolean, '0'::boolean
-- > t|f|t|f

-- supported: three-valued logic
select true or null, false and null, not null::boolean
-- > t|f|null

-- supported: is true and is unknown
select (1 = 1) is true, (null = 1) is unknown, (1 = 2) is not true
-- > t|t|t

-- supported: any and all of a query
select 3 > all (select 1 union all select 2), 1 = any (select 1 union all select 2)
-- > t|t

-- supported: exists
select exists (select 1 where false), not exists (select 1 where false)
-- > f|t

-- supported: try_cast is null where a cast would fail
select try_cast('123' as int), try_cast('foo' as int)
-- > 123|null

-- supported: a cast that cannot be is an error
select 'abc'::int
-- ! any invalid
