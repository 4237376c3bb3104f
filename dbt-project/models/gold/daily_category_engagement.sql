{{ config(
    incremental_strategy='restate',
    unique_key='day',
    sort='day',
    meta={'restates': 'day'}
) }}

with events as (
    select
        occurred_on as day,
        domain,
        nvl(category, '(none)') as category,
        product_id,
        is_bot,
        case when is_bot then null else profile_id end as human_profile_id
    from {{ ref('events') }}
    where
        occurred_on is not null
        {{- only_changed('occurred_on', 'day') }}
),

final as (
    select
        day,
        domain,
        cast(category as varchar(256)) as category,
        cast(count(*) as bigint) as event_count,
        cast(sum(case when is_bot then 1 else 0 end) as bigint) as bot_event_count,
        cast(count(distinct human_profile_id) as bigint) as profile_count,
        cast(count(distinct product_id) as bigint) as product_count
    from events
    group by 1, 2, 3
)

select * from final
