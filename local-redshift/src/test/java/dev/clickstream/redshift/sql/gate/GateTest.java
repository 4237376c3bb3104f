package dev.clickstream.redshift.sql.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.redshift.sql.Tokens;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private static Optional<Refusal> refuses(String sql) {
        return Gate.refuses(Tokens.of(sql), () -> Set.of("own_function"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "select distinct on (a) a from t ~ 0A000 ~ SELECT DISTINCT ON is not supported",
                "select count(*) filter (where a > 1) from t ~ 42601 ~ syntax error at or near \"(\"",
                "insert into t values (1) on conflict do nothing ~ 42601 ~ syntax error at or near \"on\"",
                "insert into t values (1) returning a ~ 42601 ~ syntax error at or near \"returning\"",
                "delete from t where a = 1 returning * ~ 42601 ~ syntax error at or near \"returning\"",
                "select * from t, lateral (select 1) x ~ 42601 ~ syntax error at or near \"lateral\"",
                "select array[1, 2] ~ 0A000 ~ ARRAY[] is not supported, use ARRAY()",
                "select props -> 'a' from t ~ 42883 ~ operator does not exist: ->",
                "select props->>'a' from t ~ 42883 ~ operator does not exist: ->>",
                "select props #>> 'a' from t ~ 42883 ~ operator does not exist: #>>",
                "select a @> b from t ~ 42883 ~ operator does not exist: @>",
                "select a from t tablesample system (5) ~ 42601 ~ syntax error at or near \"tablesample\"",
                "select a from t fetch first 3 rows only ~ 42601 ~ syntax error at or near \"fetch\"",
                "select sum(a) over w from t window w as (order by b) ~ 42601 ~ syntax error at or near \"w\"",
                "select a from t for update ~ 0A000 ~ SELECT FOR UPDATE/SHARE is not supported",
                "merge into t using s on t.a = s.a when matched and s.b > 1 then delete ~ 42601 ~ syntax error at or near \"and\"",
                "create index i on t (a) ~ 0A000 ~ SQL command \"create index i on t (a)\" not supported on Redshift tables.",
                "create sequence s ~ 0A000 ~ SQL command \"create sequence s\" not supported on Redshift tables.",
                "create extension pgcrypto ~ 42601 ~ syntax error at or near \"extension\"",
                "do $$ begin end $$ ~ 42601 ~ syntax error at or near \"do\"",
                "truncate a, b ~ 42601 ~ syntax error at or near \",\"",
                "truncate a cascade ~ 42601 ~ syntax error at or near \"cascade\"",
                "explain analyze select 1 ~ 42601 ~ syntax error at or near \"analyze\"",
                "create table t (id serial) ~ 0A000 ~ Column \"t.id\" has unsupported type \"serial\".",
                "create table t (a int, b text[]) ~ 0A000 ~ Column \"t.b\" has unsupported type \"text[]\".",
                "create table s.t (a jsonb) ~ 42704 ~ type \"jsonb\" does not exist",
                "alter table t add column a uuid ~ 42704 ~ type \"uuid\" does not exist",
                "select a::json from t ~ 42704 ~ type \"json\" does not exist",
                "select cast(a as uuid) from t ~ 42704 ~ type \"uuid\" does not exist",
                "alter table t add column a int, add column b int ~ 42601 ~ syntax error at or near \",\"",
                "alter table t add column if not exists a int ~ 42601 ~ syntax error at or near \"not\"",
                "alter table t alter column a type bigint ~ 0A000 ~ ALTER COLUMN TYPE is only supported for VARCHAR columns, not for type \"bigint\"",
                "alter table t alter column a set not null ~ 0A000 ~ ALTER COLUMN SET NOT is not supported",
                "create table t (a int) partition by range (a) ~ 42601 ~ syntax error at or near \"partition\"",
                "create table t (a int) inherits (u) ~ 42601 ~ syntax error at or near \"inherits\"",
                "create table t (a int check (a > 0)) ~ 0A000 ~ CHECK constraints are not supported",
                "create table t (a int generated always as identity) ~ 42601 ~ syntax error at or near \"always\"",
                "create unlogged table t (a int) ~ 42601 ~ syntax error at or near \"unlogged\"",
                "select string_agg(a, ',') from t ~ 42883 ~ function string_agg(...) does not exist",
                "select pg_catalog.gen_random_uuid() ~ 42883 ~ function gen_random_uuid(...) does not exist",
                "select 1, jsonb_array_elements(a) from t ~ 42883 ~ function jsonb_array_elements(...) does not exist",
                "select now(), a from t ~ 0A000 ~ Specified types or functions (one per INFO message) not supported on Redshift tables.",
                "select * from raw.events ~ 42601 ~ syntax error at or near \"raw\"",
                "select tag from t ~ 42601 ~ syntax error at or near \"tag\"",
                "select a from t group by tag, a ~ 42601 ~ syntax error at or near \"tag\"",
                "with delta as (select 1) select * from delta ~ 42601 ~ syntax error at or near \"delta\"",
                "create table t (tag varchar(10)) ~ 42601 ~ syntax error at or near \"tag\"",
                "create schema raw ~ 42601 ~ syntax error at or near \"raw\"",
                "create table snapshot (a int) ~ 42601 ~ syntax error at or near \"snapshot\"",
                "create function f(int) returns int language plperl as $$ 1 $$ ~ 0A000 ~ language \"plperl\" is not supported for a function",
            })
    void refusesWithRedshiftsReason(String sql, String sqlState, String message) {
        assertThat(refuses(sql)).contains(new Refusal(sqlState, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "select 1",
                "select t.tag, \"raw\".a, a as tag from t join \"raw\" on true",
                "select top 5 a from t",
                "select a from t minus select b from u",
                "select last_value(a ignore nulls) over (partition by b order by c rows unbounded preceding) from t",
                "select a from t order by a desc nulls last limit 5 offset 3",
                "select timestamp '2026-01-01', extract(epoch from timestamp '2026-01-01')",
                "select sysdate, getdate(), sysdate - 1",
                "select own_function(1), s.their_function(2)",
                "select a is distinct from b, a - -1, a <-1 from t",
                "with recursive r(n) as (select 1 union all select n + 1 from r), q(x) as (select 2) select * from r, q",
                "select x.a from (select 1) x(a) join t y (b, c) on true",
                "insert into t (a, b) values (1, nvl(2, 3)), (upper('x'), default)",
                "insert into t (select a from u)",
                "create table t (id bigint identity(1,1), a varchar(max) encode zstd, b decimal(10,2) default 0, c super, primary key (id)) diststyle key distkey (id) compound sortkey (a, b)",
                "create table t (id bigint generated by default as identity(1,1), e varchar(4) encode raw, f int encode delta)",
                "create temp table t as (select a, count(*) as n from u group by a)",
                "create view v (a, b) as select 1, 2 with no schema binding",
                "create external schema e from data catalog database 'd' iam_role default",
                "create user u password disable",
                "alter table t add column a varchar(10) encode zstd",
                "alter table t append from u fillextra",
                "alter table t alter column a type varchar(20)",
                "alter table t row level security on",
                "set enable_case_sensitive_identifier to off",
                "grant select on table raw_events to role tag_readers",
                "merge into t using s on t.a = s.a when matched then update set b = s.b when not matched then insert values (s.a, s.b)",
                "delete from t using u where t.a = u.a",
                "select listagg(distinct a, ',') within group (order by a) over (partition by b) from t",
                "select approximate count(distinct a), percentile_cont(0.5) within group (order by b) from t group by rollup (c)",
                "select p.a, x from t p, p.items as x at i",
                "select * from t pivot (sum(a) for b in ('x', 'y'))",
                "select interval '1 day', cast('1' as numeric(10,2)), a::varchar(10), date_part(dow, a) from t",
                "select now(), generate_series(1, 3)",
                "select now(), relname from pg_catalog.pg_class",
                "create procedure p(a int) language plpgsql as $$ begin end $$",
                "select case when a then json_extract_path_text(b, 'c', true) else concat(a, b) end from t",
                "explain select 1",
                "truncate table s.t",
                "select a from t where a in (1, 2) and not exists (select 1 from u) or b > any (select c from u)",
                "select a from t qualify row_number() over (partition by a order by b) = 1",
            })
    void lets(String sql) {
        assertThat(refuses(sql)).isEmpty();
    }

    @Test
    void asksForOwnFunctionsOnlyWhenOneIsCalled() {
        assertThat(Gate.refuses(Tokens.of("select upper('a'), count(*) from t"), () -> {
                    throw new IllegalStateException("asked");
                }))
                .isEmpty();
    }
}
