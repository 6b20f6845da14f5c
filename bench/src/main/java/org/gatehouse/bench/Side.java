package org.gatehouse.bench;

/** One of the two that are measured beside each other. */
record Side(String name, String url, CpuClock cpu) {}
