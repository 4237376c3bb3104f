-- setup: a table with rows for two categories
create table facts (id int, category varchar(10))

-- setup: its rows
insert into facts values (1, 'a'), (2, 'b'), (3, 'a')

-- setup: a role
create role corpus_analyst

-- setup: a group and a user
create group corpus_group

-- setup: a user without a password
create user corpus_user password disable nocreatedb nocreateuser in group corpus_group

-- setup: into the schema
grant usage on schema corpus_security to role corpus_analyst

-- setup: roles to users
grant role corpus_analyst to corpus_user

-- setup: rights for the role
grant select on all tables in schema corpus_security to role corpus_analyst

-- setup: scoped rights
grant select for tables in schema corpus_security to role corpus_analyst

-- setup: default rights
alter default privileges in schema corpus_security grant select on tables to group corpus_group

-- setup: a row policy
create rls policy only_a with (category varchar(10)) as f using (f.category = 'a')

-- setup: for the role
attach rls policy only_a on facts to role corpus_analyst

-- setup: switched on
alter table facts row level security on

-- supported: the administrator sees all
select count(*) from facts
-- > 3

-- setup: as the user
set session authorization corpus_user

-- supported: the user sees its part
select count(*) from facts
-- > 2

-- setup: back
reset session authorization

-- setup: the policy goes
detach rls policy only_a on facts from role corpus_analyst

-- setup: masking policies are kept
create masking policy hidden with (category varchar(10)) using (sha2(category, 256)::varchar(10))

-- setup: and attached
attach masking policy hidden on facts (category) to role corpus_analyst priority 10

-- supported: who may what
select privilege_type, identity_type from svv_relation_privileges where relation_name = 'facts' and identity_name = 'corpus_analyst'
-- > SELECT|role

-- setup: settings of Redshift
set enable_result_cache_for_session to off

-- setup: waiting lists
set wlm_query_slot_count to 3

-- supported: system views answer
select count(*) from stl_load_errors
-- > 0

-- supported: history too
select count(*) from sys_load_history
-- > 0

-- supported: who is asking
select current_user, role_is_member_of('corpus_user', 'corpus_analyst')
-- > dev|t
