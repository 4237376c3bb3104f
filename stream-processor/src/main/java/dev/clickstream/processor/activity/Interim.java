package dev.clickstream.processor.activity;

/** A record of the interim topic. Its key is the profile it concerns. */
public sealed interface Interim permits Activity, Ownership, Lent, Withdrawal {}
