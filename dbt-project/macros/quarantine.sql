{#- Why a landed row cannot be used, or null when it can. The collector lets none of these pass; a replay, an old
    version or a foreign producer might. -#}
{% macro quarantine_reason() -%}
    case
        when nullif(message_id, '') is null then 'no_message_id'
        when nullif(event, '') is null then 'no_event_name'
        when nullif(user_id, '') is null and nullif(anonymous_id, '') is null then 'no_person_or_device'
        when occurred_at is null then 'no_occurred_at'
        when received_at is null then 'no_received_at'
        when occurred_at > dateadd(day, 1, received_at) then 'occurred_in_the_future'
        when not is_valid_json(nvl(properties, '{}')) then 'properties_not_json'
        when not is_valid_json(nvl(context, '{}')) then 'context_not_json'
    end
{%- endmacro %}
