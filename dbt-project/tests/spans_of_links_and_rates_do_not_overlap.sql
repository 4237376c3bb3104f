with spans as (
    select 'link of ' || anonymous_id as what, valid_from, valid_until from {{ ref('identity_links') }}
    union all
    select 'rate of ' || currency, cast(valid_from as timestamp), cast(valid_until as timestamp)
    from {{ ref('bronze_currency_rates') }}
),

neighbours as (
    select
        what,
        valid_from,
        valid_until,
        lag(valid_until) over (partition by what order by valid_from, valid_until) as previous_valid_until
    from spans
),

final as (
    select what, valid_from, valid_until, previous_valid_until from neighbours
    where valid_from > valid_until or valid_from < previous_valid_until
)

select * from final
