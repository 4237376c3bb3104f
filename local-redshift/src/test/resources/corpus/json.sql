-- supported: json in text: paths, arrays, validity
select json_extract_path_text('{"a":{"b":1}}', 'a', 'b'), json_extract_path_text('{"a":1}', 'x'), json_extract_path_text('{bad', 'a', true), json_extract_array_element_text('[1,2,3]', 1), json_array_length('[1,2]'), is_valid_json('{"a":1}'), is_valid_json('{"a"'), can_json_parse('{"a"')
-- > 1||null|2|2|t|f|f

-- refused: invalid json without the flag is an error
select json_extract_path_text('{bad', 'a')
-- ! any json

-- setup: a table with a SUPER column
create table documents (id int, doc super)

-- setup: json_parse makes structure, plain text stays one string
insert into documents values (1, json_parse('{"item":{"id":"i1","price":2.5},"tags":["a","b"],"mixedCase":7}'))

-- setup: text into SUPER
insert into documents (id, doc) values (2, '{"item":1}')

-- supported: their kinds
select id, json_typeof(doc), is_object(doc), is_varchar(doc) from documents order by id
-- > 1|object|t|f
-- > 2|string|f|t

-- supported: navigation
select doc.item.id, doc.item.id::varchar, d.doc.item.price::decimal(10,2), doc.tags[1]::varchar, doc.nothing.here from documents d where id = 1
-- > "i1"|i1|2.50|b|null

-- supported: a path is folded to lower case
select doc.mixedCase::int from documents where id = 1
-- > null

-- setup: unless the session says otherwise
set enable_case_sensitive_super_attribute to true

-- supported: then it is found
select doc.mixedCase::int from documents where id = 1
-- > 7

-- setup: back again
set enable_case_sensitive_super_attribute to off

-- supported: comparison of a path with literals
select count(*) from documents where doc.item.id = 'i1' and doc.item.price > 2 and doc.item.id in ('i1', 'x')
-- > 1

-- supported: an array becomes rows, with its position
select d.id, t, i from documents d, d.doc.tags as t at i order by i
-- > 1|"a"|0
-- > 1|"b"|1

-- supported: an object becomes rows of key and value
select k, v from documents d, unpivot d.doc.item as v at k order by k
-- > id|"i1"
-- > price|2.5

-- supported: building values
select array(1, 'a'), object('k', 1), split_to_array('a,b', ','), get_array_length(split_to_array('a|b|c', '|')), json_serialize(json_parse('{"a": [1, "x: y, z"]}'))
-- > [1,"a"]|{"k":1}|["a","b"]|3|{"a":[1,"x: y, z"]}
