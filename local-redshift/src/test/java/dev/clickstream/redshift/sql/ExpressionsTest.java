package dev.clickstream.redshift.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "select sysdate ~ select pg_catalog.sysdate()",
                "select version() ~ select rs_compat.version()",
                "select a from t minus select b from u ~ select a from t except select b from u",
                "select top 10 * from t order by a ~ select * from t order by a limit 10",
                "select * from (select top 3 a from t) x ~ select * from (select a from t limit 3) x",
                "select approximate count(distinct a) from t ~ select count(distinct a) from t",
                "select case when a = 1then 2 end ~ select case when a = 1 then 2 end",
                "select * from #scratch ~ select * from \"#scratch\"",
                "select dateadd(day, -3, a) ~ select pg_catalog.dateadd_day(-3, a)",
                "select dateadd('mon', 1, '2026-01-31') ~ select pg_catalog.dateadd_month(1, '2026-01-31'::timestamp)",
                "select datediff(hours, a, getdate()) ~ select pg_catalog.datediff_hour(a, getdate())",
                "select datediff(day, dateadd(day, 1, a), b) ~"
                        + " select pg_catalog.datediff_day(pg_catalog.dateadd_day(1, a), b)",
                "select date_part(epoch, a), datepart(weekday, b) ~ select date_part('epoch', a), date_part('dow', b)",
                "select nvl(a, b, 0) ~ select coalesce(a, b, 0)",
                "select nvl2(a, b, c) ~ select (case when (a) is not null then b else c end)",
                "select decode(a, 1, 'x', null, 'y', 'z') ~ select (case when (a) is not distinct from (1) then 'x'"
                        + " when (a) is not distinct from (null) then 'y' else 'z' end)",
                "select decode(a, 'hex') ~ select decode(a, 'hex')",
                "select try_cast(a as decimal(4, 2)) ~ select rs_compat.try_cast((a)::text, null::decimal(4, 2))",
                "select json_extract_path_text(a, 'b', true) ~"
                        + " select rs_compat.json_extract_path_text_or_null(true, a, 'b')",
                "select json_extract_path_text(a, 'b') ~ select pg_catalog.json_extract_path_text(a, 'b')",
                "select array(1, 2), object('a', 1) ~"
                        + " select pg_catalog.jsonb_build_array(1, 2), pg_catalog.jsonb_build_object('a', 1)",
                "select ratio_to_report(sum(a)) over (partition by b) from t ~ select ((sum(a))::double precision"
                        + " / nullif(sum(sum(a)) over (partition by b), 0)) from t",
                "select percentile_cont(0.5) within group (order by a) from t ~"
                        + " select percentile_cont(0.5) within group (order by a) from t",
                "select percentile_cont(0.9) within group (order by a desc) over (partition by b) from t ~"
                        + " select rs_compat.percentile_cont_over(1 - (0.9), (a)::double precision) over (partition by b) from t",
                "select last_value(a ignore nulls) over (order by b) from t ~"
                        + " select rs_compat.last_value_not_null(a) over (order by b) from t",
                "select first_value(a) ignore nulls over (order by b) from t ~"
                        + " select rs_compat.first_value_not_null(a) over (order by b) from t",
                "select listagg(a, ',') within group (order by b desc) from t ~"
                        + " select string_agg((a)::text, ',' order by b desc) from t",
                "select listagg(distinct a, '|') within group (order by a) from t ~"
                        + " select string_agg(distinct (a)::text, '|' order by (a)::text) from t",
                "select listagg(a) from t ~ select string_agg((a)::text, '') from t",
                "select regexp_replace(a, 'x', 'y') ~ select regexp_replace(a, 'x', 'y', 'g')",
                "select a.attisdistkey, a.attsortkeyord from pg_attribute a ~"
                        + " select rs_compat.is_distkey(a.attrelid, a.attnum),"
                        + " rs_compat.sortkey_position(a.attrelid, a.attnum) from pg_attribute a",
            })
    void saysItAsPostgresDoes(String redshift, String postgres) {
        assertThat(Rewriting.of(redshift)).isEqualTo(postgres);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "select props.item.id from t ~ select (props #> E'{\"item\",\"id\"}') as \"id\" from t",
                "select e.props.tags[0]::varchar from t e ~ select (e.props #>> E'{\"tags\",0}')::varchar from t e",
                "select cast(props.a as int) from t ~ select cast((props #>> E'{\"a\"}') as int) from t",
                "select props::varchar from t ~ select (props #>> E'{}')::varchar from t",
                "select 1 from t where props.kind = 'x' ~ select 1 from t where (props #>> E'{\"kind\"}') = 'x'",
                "select 1 from t where props.n > 3 ~"
                        + " select 1 from t where rs_compat.super_number((props #> E'{\"n\"}')) > 3",
                "select props.userAgent::varchar from t ~ select (props #>> E'{\"useragent\"}')::varchar from t",
                "select * from landing.props ~ select * from landing.props",
                "with p as (select json_parse(name) as q from t) select q.a::int from p ~"
                        + " with p as (select json_parse(name) as q from t) select (q #>> E'{\"a\"}')::int from p",
                "select x.k::int from t e, e.props.tags as x ~ select (x #>> E'{\"k\"}')::int from t e, lateral (select"
                        + " value as \"x\", ordinality - 1 as \"__position\" from jsonb_array_elements(case when"
                        + " jsonb_typeof((e.props #> E'{\"tags\"}')) = 'array' then (e.props #> E'{\"tags\"}') end)"
                        + " with ordinality) \"x\"",
                "insert into t (id, props) values (1, '{}'), ($1, $2) ~"
                        + " insert into t (id, props) values (1, '{}'::varchar), ($1, $2::varchar)",
                "insert into t (id, props) select 1, json_parse('{}') ~"
                        + " insert into t (id, props) select 1, json_parse('{}')",
            })
    void readsPathsIntoSuperColumns(String redshift, String postgres) {
        assertThat(Rewriting.of(redshift)).isEqualTo(postgres);
    }

    @Test
    void keepsTheCaseOfAPathOnlyIfTheSessionAsksForIt() {
        SessionState state = new SessionState();
        Rewriting.of("set enable_case_sensitive_super_attribute to true", state);

        assertThat(Rewriting.of("select props.userAgent::varchar, props.\"Quoted\"::varchar from t", state))
                .isEqualTo(
                        "select (props #>> E'{\"userAgent\"}')::varchar, (props #>> E'{\"quoted\"}')::varchar from t");
    }

    @Test
    void knowsASuperColumnOfATableTheSessionHasJustMade() {
        SessionState state = new SessionState();
        Rewriting.of("create table fresh (payload super)", state);

        assertThat(Rewriting.of("select payload.a::int from fresh", state))
                .isEqualTo("select (payload #>> E'{\"a\"}')::int from fresh");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "select price * 2 as twice, twice + 1 as more, more + 1 as most from t ~"
                        + " select price * 2 as twice, (price * 2) + 1 as more, ((price * 2) + 1) + 1 as most from t",
                "select price * 2 as twice from t where twice > 3 ~"
                        + " select price * 2 as twice from t where (price * 2) > 3",
                "select lower(name) as name, name || 'x' as y from t ~ select lower(name) as name, name || 'x' as y from t",
                "with c as (select a as b from t) select b * 2 as b, b + 1 as d from c ~"
                        + " with c as (select a as b from t) select b * 2 as b, b + 1 as d from c",
                "select count(*) as n from t group by 1 order by n ~ select count(*) as n from t group by 1 order by n",
            })
    void replacesLateralAliases(String redshift, String postgres) {
        assertThat(Rewriting.of(redshift)).isEqualTo(postgres);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "select id, name n from t qualify row_number() over (partition by id order by name) = 1 order by 1 ~"
                        + " select id, n from (select id, name n, (row_number() over (partition by id order by name) = 1)"
                        + " as __keep from t) __qualify where __keep order by 1",
                "select id, rank() over (order by name) rn from t qualify rn = 1 ~ select id, rn from (select id, rank()"
                        + " over (order by name) rn, ((rank() over (order by name)) = 1) as __keep from t) __qualify"
                        + " where __keep",
                "select * from t e qualify row_number() over (partition by e.id order by e.name) = 1 ~ select (__row).*"
                        + " from (select __all as __row, (row_number() over (partition by id order by name) = 1) as __keep"
                        + " from (select * from t e) __all) __qualify where __keep",
                "select * from (select id from t qualify count(*) over () > 1) x ~ select * from (select id from (select"
                        + " id, (count(*) over () > 1) as __keep from t) __qualify where __keep) x",
            })
    void filtersByWindowFunctions(String redshift, String postgres) {
        assertThat(Rewriting.of(redshift)).isEqualTo(postgres);
    }
}
