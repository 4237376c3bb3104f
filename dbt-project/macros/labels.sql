{#- A label is final when a week has passed, by the newest event of all: that changes for pairs whose profile did nothing since. And
    back, should landing lose the newest event. -#}
{% macro finish_labels() -%}
    {%- set newest = "(select max(occurred_at) from " ~ ref('events') ~ ")" -%}
    update {{ this }}
    set is_label_final = not is_label_final
    where is_label_final <> ({{ newest }} >= dateadd(day, 7, observed_at))
{%- endmacro %}
