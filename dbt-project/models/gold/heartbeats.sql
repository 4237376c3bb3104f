{{ config(
    incremental_strategy='restate',
    unique_key='day',
    sort='day',
    meta={'restates': 'day'}
) }}

with events as (
    select * from {{ ref('events') }}
    where
        event = 'Heartbeat'
        and anonymous_id = 'heartbeat'
        and is_bot
        and occurred_on is not null
        {{- only_changed('occurred_on', 'day') }}
),

final as (
    select
        occurred_on as day,
        message_id,
        occurred_at as sent_at,
        received_at,
        sys_process_load_seq as load_seq
    from events
)

select * from final
