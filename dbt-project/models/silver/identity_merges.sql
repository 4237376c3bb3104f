{{ config(
    incremental_strategy='reread',
    unique_key='sys_process_load_seq',
    sort='linked_at',
    meta={'rereads': 'identity_links'}
) }}

with records as (
    select
        record_key,
        record_value,
        sys_process_load_seq,
        sys_process_partition,
        sys_process_offset
    from {{ source('landing', 'identity_links') }}
    where
        record_value is not null
        {% if is_restatement() %}
            and (sys_process_load_seq > {{ built_load_seq() }}{{ or_restated('sys_process_load_seq', 'identity_links') }})
        {% endif %}
),

final as (
    select
        cast(sys_process_partition as varchar(16)) || '-' || cast(sys_process_offset as varchar(32)) as merge_id,
        record_key as anonymous_id,
        {{ json_text('record_value', 'userId') }} as user_id,
        {{ as_timestamp(json_text('record_value', 'linkedAt')) }} as linked_at,
        {{ json_text('record_value', 'messageId') }} as message_id,
        nvl({{ json_text('record_value', 'origin') }}, 'event') as origin,
        {{ json_text('record_value', 'author') }} as author,
        {{ json_text('record_value', 'reason') }} as reason,
        sys_process_load_seq,
        sys_process_partition,
        sys_process_offset
    from records
)

select * from final
