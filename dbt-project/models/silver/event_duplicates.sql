{{ config(
    incremental_strategy='reread',
    unique_key='message_id',
    sort='restated_load_seq',
    meta={'rereads': 'message'}
) }}

with kept as (
    select * from {{ ref('events') }}
    where
        copy_count > 1
        {% if is_restatement() %}
            and (restated_load_seq > {{ built_load_seq() }}{{ or_restated('message_id') }})
        {% endif %}
),

landed as (
    select * from {{ ref('bronze_landed_events') }}
    where quarantine_reason is null
),

final as (
    select
        -- ids
        landed.message_id,
        landed.user_id,
        landed.anonymous_id,
        -- what
        landed.event,
        landed.domain,
        landed.source,
        {{ as_text(json_text('landed.properties', 'order_id'), 256) }} as order_id,
        landed.properties,
        cast(
            case
                when nvl(landed.user_id, '') <> nvl(kept.user_id, '') then 'other_person'
                when nvl(landed.anonymous_id, '') <> nvl(kept.anonymous_id, '') then 'other_device'
                when landed.event <> kept.event or nvl(landed.properties, '') <> nvl(kept.properties, '')
                    then 'other_content'
                else 'repeat'
            end as varchar(16)
        ) as reason,
        -- when, UTC
        landed.occurred_at,
        cast(landed.occurred_at as date) as occurred_on,
        landed.received_at,
        -- processing
        landed.sys_process_topic,
        landed.sys_process_partition,
        landed.sys_process_offset,
        landed.sys_process_load_seq,
        kept.restated_load_seq
    from landed
    inner join kept on landed.message_id = kept.message_id
    where
        not (
            landed.sys_process_topic = kept.sys_process_topic
            and landed.sys_process_partition = kept.sys_process_partition
            and landed.sys_process_offset = kept.sys_process_offset
        )
)

select * from final
