{#- One row per run in ops.dbt_run. It is opened before the first model, with the highest load and the highest restatement
    committed by then: every model of the run sees at least those loads, and these restatements alone. It is closed as `success` only when every table was built, and names the
    project's digest (the runner gives it) only when every view was, too. A hot run owes nothing to the models tagged `slow`;
    the next whole one starts where the last whole one ended. -#}
{% macro open_run_record() -%}
    {%- if execute and flags.WHICH in ('run', 'build') -%}
        {%- do run_query(
            "create table if not exists " ~ source('ops', 'dbt_run') ~ " (run_id varchar(64), load_seq bigint, "
            ~ "started_at timestamp, ended_at timestamp, status varchar(16), models integer, "
            ~ "project varchar(64), error varchar(4096), cycle varchar(8), restatement_seq bigint)"
        ) -%}
        {%- do add_column_of_runs('cycle', 'varchar(8)') -%}
        {%- do add_column_of_runs('restatement_seq', 'bigint') -%}
        {%- do make_restated_rows() -%}
        {%- do refuse_beside_a_runner() -%}
        insert into {{ source('ops', 'dbt_run') }} (run_id, load_seq, started_at, status, cycle, restatement_seq)
        select
            '{{ invocation_id }}', coalesce(max(load_seq), -1), getdate(), 'running',
            '{{ 'hot' if is_hot_cycle() else 'whole' }}',
            (select coalesce(max(restatement_seq), 0) from {{ source('ops', 'restated_loads') }})
        from {{ source('ops', 'load_history') }}
    {%- endif -%}
{%- endmacro %}

{% macro close_run_record(results) -%}
    {%- if execute and flags.WHICH in ('run', 'build') -%}
        {%- set tables = [] -%}
        {%- set views = [] -%}
        {%- for node in graph.nodes.values() if node.resource_type == 'model' -%}
            {%- if not (is_hot_cycle() and 'slow' in node.config.tags) -%}
                {%- do (views if node.config.materialized == 'view' else tables).append(node.unique_id) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- set built = [] -%}
        {%- set errors = [] -%}
        {%- for result in results -%}
            {%- if result.status | string == 'success' and result.node.resource_type == 'model' -%}
                {%- do built.append(result.node.unique_id) -%}
            {%- elif result.status | string in ('error', 'fail', 'runtime error') -%}
                {%- do errors.append(result.node.name ~ ': ' ~ (result.message or result.status)) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- set missing = tables | reject('in', built) | list -%}
        {%- set whole = not missing and not views | reject('in', built) | list -%}
        {%- set project = env_var('CLICKSTREAM_DBT_PROJECT_DIGEST', '') if whole else '' -%}
        {%- set status = 'success' if not missing else ('failed' if errors else 'partial') -%}
        {%- set plain = modules.re.sub('\x1b\\[[0-9;]*m', '', errors | join('; ')).split() | join(' ') -%}
        {%- set error = plain[:1000] | replace('\\', '/') | replace("'", "''") -%}
        update {{ source('ops', 'dbt_run') }}
        set ended_at = getdate(), status = '{{ status }}', models = {{ built | length }},
            project = {{ "'" ~ project ~ "'" if project else 'null' }},
            error = {{ "'" ~ error ~ "'" if error else 'null' }}
        where run_id = '{{ invocation_id }}'
        {%- if status == 'success' and not is_hot_cycle() -%}
            ;
            {{ forget_restated_rows() }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{#- Two runs at once would read a load into bronze twice. The runner holds ops.dbt_lock and says so in the environment;
    a dbt started by hand must not run beside it. -#}
{% macro refuse_beside_a_runner() -%}
    {%- do run_query(
        "create table if not exists " ~ source('ops', 'dbt_lock') ~ " (holder varchar(512), seen_at timestamp)"
    ) -%}
    {%- set others = run_query(
        "select holder from " ~ source('ops', 'dbt_lock') ~ " where seen_at > dateadd(second, -120, getdate()) "
        ~ "and holder <> '" ~ env_var('CLICKSTREAM_DBT_LOCK_HOLDER', '') | replace("'", "''") ~ "'"
    ) -%}
    {%- if others.rows | length > 0 -%}
        {%- do exceptions.raise_compiler_error(
            "a runner builds this warehouse (" ~ others.columns[0].values()[0] ~ "): stop it first, or leave the building to it"
        ) -%}
    {%- endif -%}
{%- endmacro %}

{#- The table of a warehouse that was built before there was this column. -#}
{% macro add_column_of_runs(column, type) -%}
    {%- set found = run_query(
        "select 1 from information_schema.columns where table_schema = 'ops' and table_name = 'dbt_run' and column_name = '"
        ~ column ~ "'"
    ) -%}
    {%- if found.rows | length == 0 -%}
        {%- do run_query("alter table " ~ source('ops', 'dbt_run') ~ " add column " ~ column ~ " " ~ type) -%}
    {%- endif -%}
{%- endmacro %}
