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

-- setup: a view over it, by its owner
create view only_looked as select id, category as kind from facts

-- setup: a late-binding view over that
create view corpus_security.looked_late as select v.kind, count(*) as n from corpus_security.only_looked v group by v.kind with no schema binding

-- setup: both for the role
grant select on only_looked, looked_late to role corpus_analyst

-- setup: as the user
set session authorization corpus_user

-- supported: row-level security holds through a view
select count(*) from only_looked
-- > 2

-- supported: and through a late-binding view of the view
select kind, n from looked_late
-- > a|2

-- supported: and in joins and subqueries
select count(*) from facts f join only_looked l on f.id = l.id where f.id in (select id from facts)
-- > 2

-- setup: back
reset session authorization

-- supported: attached policies are listed
select relname, polname, grantee, granteekind, is_rls_on from svv_rls_attached_policy where polname = 'only_a'
-- > facts|only_a|corpus_analyst|role|t

-- refused: an attached policy is not dropped
drop rls policy only_a
-- ! any attached

-- setup: the policy goes
detach rls policy only_a on facts from role corpus_analyst

-- setup: as the user
set session authorization corpus_user

-- supported: where row-level security is on and no policy is attached there are no rows
select count(*) from facts
-- > 0

-- setup: back
reset session authorization

-- setup: rows for all again
alter table facts row level security off

-- setup: masking policies are kept
create masking policy hidden with (category varchar(10)) using (sha2(category, 256)::varchar(10))

-- setup: and attached
attach masking policy hidden on facts (category) to role corpus_analyst priority 10

-- setup: another for everyone
create masking policy none_of_it with (category varchar(10)) using ('***'::varchar(10))

-- setup: of lower priority
attach masking policy none_of_it on facts (category) to public priority 1

-- supported: everyone without a better policy sees the mask, superusers too
select distinct category from facts
-- > ***

-- setup: as the user
set session authorization corpus_user

-- supported: the policy of the highest priority wins
select category = left(sha2('b', 256), 10) from facts where id = 2
-- > t

-- supported: masks hold through views
select kind = left(sha2('a', 256), 10), n from looked_late order by n
-- > f|1
-- > t|2

-- supported: conditions see the masked value
select count(*) from facts where category = 'a'
-- > 0

-- refused: a user may attach none
attach masking policy none_of_it on facts (category) to corpus_user priority 20
-- ! 42501 permission denied

-- refused: nor read what is not granted
select * from corpus_aggregates.sales
-- ! 42501 permission denied

-- setup: back
reset session authorization

-- supported: attached masks are listed
select policy_name, output_columns, grantee, grantee_type, priority from svv_attached_masking_policy where table_name = 'facts' order by priority
-- > none_of_it|category|public|public|1
-- > hidden|category|corpus_analyst|role|10

-- setup: the public mask goes
detach masking policy none_of_it on facts (category) from public

-- supported: and the administrator sees what is there
select category from facts where id = 2
-- > b

-- supported: what is copied out of a masked table is masked
create table corpus_security.copied as select category from facts where id = 1

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

-- setup: the user goes, which is the cluster's
drop table facts cascade
