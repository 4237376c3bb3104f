{{ config(materialized='view', bind=false) }}

with events as (
    select * from {{ ref('events') }}
    where received_at > dateadd(day, 90, occurred_at)
),

final as (
    select
        message_id,
        event,
        source,
        occurred_at,
        occurred_on,
        received_at,
        cast(datediff(day, occurred_at, received_at) as integer) as late_days,
        sys_process_load_seq
    from events
)

select * from final
