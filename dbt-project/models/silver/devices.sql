{{ config(
    incremental_strategy='restate',
    unique_key='anonymous_id',
    sort='anonymous_id',
    meta={'restates': 'device'}
) }}

with events as (
    select
        anonymous_id,
        user_id,
        device_type,
        os,
        browser,
        is_bot,
        is_internal,
        occurred_at,
        row_number() over (
            partition by anonymous_id
            order by case when nvl(device_type, os, browser) is null then 1 else 0 end, occurred_at desc, message_id desc
        ) as age
    from {{ ref('events') }}
    where
        nullif(anonymous_id, '') is not null
        {{- only_changed('anonymous_id', 'device') }}
),

final as (
    select
        anonymous_id,
        max(case when age = 1 then device_type end) as device_type,
        max(case when age = 1 then os end) as os,
        max(case when age = 1 then browser end) as browser,
        min(occurred_at) as first_seen_at,
        max(occurred_at) as last_seen_at,
        cast(count(*) as bigint) as event_count,
        cast(count(distinct nullif(user_id, '')) as bigint) as user_count,
        max(case when is_bot then 1 else 0 end) = 1 as is_bot,
        max(case when is_internal then 1 else 0 end) = 1 as is_internal
    from events
    group by 1
)

select * from final
