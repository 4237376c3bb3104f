-- supported: json_parse makes arrays
select json_parse('[10001,10002,"abc"]')
-- > [10001,10002,"abc"]

-- supported: json_serialize makes text
select json_serialize(json_parse('[10001, 10002, "abc"]'))
-- > [10001,10002,"abc"]

-- supported: length of an array, null of what is none
select get_array_length(array(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), get_array_length(json_parse('{"a":1}'))
-- > 10|null

-- supported: subarray from a position counted from zero
select subarray(array('a', 'b', 'c', 'd', 'e', 'f'), 2, 3), subarray(array('a', 'b', 'c'), 1)
-- > ["c","d","e"]|["b","c"]

-- supported: array_flatten takes one level away
select array_flatten(array(array(1, 2, 3, 4), array(5, 6, 7, 8), array(9, 10)))
-- > [1,2,3,4,5,6,7,8,9,10]

-- supported: array_concat
select array_concat(array(10001, 10002), array(10003, 10004))
-- > [10001,10002,10003,10004]

-- supported: split_to_array
select split_to_array('12|345|6789', '|')
-- > ["12","345","6789"]

-- supported: kinds of values
select json_typeof(array(1, 2)), json_typeof(json_parse('{"a":1}')), json_typeof(json_parse('1')), json_typeof(json_parse('true')), json_typeof(json_parse('"x"'))
-- > array|object|number|boolean|string

-- supported: questions on kinds
select is_array(array(1)), is_object(array(1)), is_scalar(json_parse('1')), is_varchar(json_parse('"x"')), is_boolean(json_parse('true'))
-- > t|f|t|t|t

-- supported: questions on numbers
select is_integer(json_parse('5')), is_smallint(json_parse('70000')), is_bigint(json_parse('70000')), is_decimal(json_parse('1.22'))
-- > t|f|t|t

-- supported: json_size in bytes
select json_size(json_parse('[10001,10002,"⬤"]'))
-- > 19

-- supported: names of attributes in lower and in upper case
select lower_attribute_names(json_parse('{"AttributeName":"Value"}')), upper_attribute_names(json_parse('{"a":{"b":1}}'))
-- > {"attributename":"Value"}|{"A":{"B":1}}

-- supported: object from names and values
select object('one', 1)
-- > {"one":1}

-- supported: json functions on text
select json_extract_path_text('{"f2":{"f3":1},"f4":{"f5":99,"f6":"star"}}', 'f4', 'f6'), json_extract_array_element_text('[111,112,113]', 2), json_array_length('[11,12,13,{"f1":21,"f2":[25,26]},14]')
-- > star|113|5

-- supported: null_if_invalid of each
select json_extract_path_text('{', 'a', true), json_extract_array_element_text('["a",["b",1,["c",2,3,null,]]]', 1, true), json_array_length('[11,12,13,', true)
-- > null|null|null

-- supported: validity of arrays
select is_valid_json_array('["a",["b",1,["c",2,3,null]]]'), is_valid_json_array('{"a":1}'), is_valid_json_array('["a",["b"')
-- > t|f|f

-- supported: can_json_parse
select can_json_parse('[10001,10002,"abc"]'), can_json_parse('This isn\'t json')
-- > t|f

-- supported: json_parse of what is no JSON is an error
select json_parse('[1,')
-- ! any json

-- setup: orders with nested items
create table customer_orders (c_custkey bigint, c_orders super)

-- setup: one customer with two orders
insert into customer_orders select 1, json_parse('[{"o_orderkey":10,"o_status":"open","lines":[{"qty":2},{"qty":3}]},{"o_orderkey":11,"o_status":"closed","lines":[{"qty":5}]}]')

-- setup: another customer with none
insert into customer_orders select 2, json_parse('[]')

-- supported: navigation by position and name
select c_orders[0].o_orderkey, c_orders[1].o_status from customer_orders where c_custkey = 1
-- > 10|"closed"

-- supported: what is not there is null
select c_orders[7].o_orderkey, c_orders[0].nothing.deeper from customer_orders where c_custkey = 1
-- > null|null

-- supported: unnesting an array
select c.c_custkey, o.o_orderkey from customer_orders c, c.c_orders o order by 2
-- > 1|10
-- > 1|11

-- supported: unnesting twice
select o.o_orderkey, l.qty from customer_orders c, c.c_orders o, o.lines l order by l.qty::int
-- > 10|2
-- > 10|3
-- > 11|5

-- supported: unnesting with the position
select index, o.o_status from customer_orders c, c.c_orders as o at index order by index
-- > 0|"open"
-- > 1|"closed"

-- supported: casts out of SUPER
select c_orders[0].o_orderkey::int + 1, c_orders[0].o_status::varchar || '!' from customer_orders where c_custkey = 1
-- > 11|open!

-- supported: aggregates over unnested values
select sum(l.qty::int), count(*) from customer_orders c, c.c_orders o, o.lines l
-- > 10|3

-- supported: filters over unnested values
select count(*) from customer_orders c, c.c_orders o where o.o_status = 'open'
-- > 1

-- supported: dynamic typing compares numbers
select count(*) from customer_orders c, c.c_orders o where o.o_orderkey > 10
-- > 1

-- open: unnest in FROM
select o.o_orderkey from customer_orders c, unnest(c.c_orders) as o(o) order by 1
-- > 10
-- > 11

-- open: object_transform keeps and sets paths
select object_transform(json_parse('{"a":1,"b":2}') keep '"a"')
-- > {"a":1}
