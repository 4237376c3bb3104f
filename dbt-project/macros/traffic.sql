{#- Traffic of our own people and machines. The rule is `vars.internal_traffic` of dbt_project.yml, or the sender says so
    itself (`context.traffic_type` is `internal`). A changed list is a changed model: it counts for what lands from then
    on, and for all with a full refresh. -#}
{% macro is_internal() -%}
    {%- set rule = var('internal_traffic') -%}
    (
        {{ is_one_of('source', rule.sources) }}
        or {{ is_one_of('user_id', rule.user_ids) }}
        or nvl(lower(json_extract_path_text(context, 'traffic_type', true)) = 'internal', false)
    )
{%- endmacro %}

{% macro is_one_of(column, values) -%}
    {%- if values -%}
        nvl({{ column }} in (
            {%- for value in values -%}
                '{{ value | replace("'", "''") }}'{{ ', ' if not loop.last }}
            {%- endfor -%}
        ), false)
    {%- else -%}
        false
    {%- endif -%}
{%- endmacro %}

{#- How somebody came: by the campaign an event names, else by the page that referred to it; null if it names neither, so
    an event with a channel is a touch. The same words as in common analytics tools. -#}
{% macro channel() -%}
    case
        when campaign_medium in ('cpc', 'ppc', 'sem', 'paid', 'paid_search', 'paidsearch')
            and nvl(click_id_of, campaign_source, '') in ('facebook', 'instagram', 'tiktok', 'twitter', 'linkedin', 'snapchat')
            then 'paid_social'
        when campaign_medium in ('paid_social', 'paidsocial', 'paid-social') then 'paid_social'
        when campaign_medium in ('cpc', 'ppc', 'sem', 'paid', 'paid_search', 'paidsearch') then 'paid_search'
        when campaign_medium in ('email', 'e-mail', 'newsletter') then 'email'
        when campaign_medium in ('affiliate', 'affiliates', 'partner') then 'affiliate'
        when campaign_medium in ('display', 'banner', 'cpm') then 'display'
        when campaign_medium in ('social', 'social-network', 'social-media') then 'social'
        when campaign_medium = 'organic' then 'organic_search'
        when click_id_of in ('google', 'microsoft', 'yandex') then 'paid_search'
        when click_id_of in ('facebook', 'tiktok', 'twitter', 'linkedin', 'snapchat') then 'paid_social'
        when click_id_of = 'impact' then 'affiliate'
        when nvl(campaign_source, campaign_medium, campaign_name) is not null then 'other_campaign'
        when referrer_medium = 'search' then 'organic_search'
        when referrer_medium = 'social' then 'social'
        when referrer_medium = 'assistant' then 'assistant'
        when referrer_medium = 'other' then 'referral'
    end
{%- endmacro %}
