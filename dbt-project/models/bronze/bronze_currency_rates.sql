with versions as (
    select
        record_key,
        record_value,
        {{ json_text('record_value', 'version') }} as version,
        sys_process_partition,
        sys_process_offset,
        sys_process_load_seq
    from {{ source('landing', 'rules') }}
),

rules as (
    select
        record_key,
        record_value,
        sys_process_load_seq,
        row_number() over (
            partition by record_key
            order by
                case when version ~ '^[0-9]{1,9}$' then cast(version as int) else 0 end desc,
                sys_process_partition desc,
                sys_process_offset desc
        ) as age
    from versions
),

current_rules as (
    select
        record_key as rule_id,
        upper({{ json_text('record_value', 'currency') }}) as currency,
        {{ json_text('record_value', 'sgd_per_unit') }} as sgd_per_unit,
        {{ json_text('record_value', 'valid_from') }} as valid_from,
        sys_process_load_seq
    from rules
    where
        age = 1
        and {{ json_text('record_value', 'kind') }} = 'currency_rate'
        and nvl({{ json_text('record_value', 'mode') }}, 'active') = 'active'
),

typed as (
    select
        cast(rule_id as varchar(1024)) as rule_id,
        cast(currency as varchar(3)) as currency,
        case
            when sgd_per_unit ~ '^[0-9]{1,9}([.][0-9]{1,20})?$' then cast(sgd_per_unit as numeric(18, 8))
        end as sgd_per_unit,
        {{ as_date('valid_from') }} as valid_from,
        sys_process_load_seq
    from current_rules
    where currency ~ '^[A-Z]{3}$'
),

the_unit_itself as (
    select
        cast('SGD' as varchar(1024)) as rule_id,
        cast('SGD' as varchar(3)) as currency,
        cast(1 as numeric(18, 8)) as sgd_per_unit,
        cast('1970-01-01' as date) as valid_from,
        cast(-1 as bigint) as sys_process_load_seq
),

rates as (
    select * from typed
    where sgd_per_unit > 0 and valid_from is not null and currency <> 'SGD'
    union all
    select * from the_unit_itself
),

one_per_day as (
    select
        *,
        row_number() over (
            partition by currency, valid_from
            order by sys_process_load_seq desc, rule_id desc
        ) as choice
    from rates
),

final as (
    select
        currency,
        valid_from,
        cast(
            nvl(lead(valid_from) over (partition by currency order by valid_from), cast('9999-12-31' as date)) as date
        ) as valid_until,
        sgd_per_unit,
        rule_id,
        sys_process_load_seq
    from one_per_day
    where choice = 1
)

select * from final
