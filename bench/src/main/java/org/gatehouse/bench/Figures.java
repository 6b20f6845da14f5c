package org.gatehouse.bench;

/**
 * What one side took for one load.
 *
 * @param micros CPU time a request
 * @param rate requests a second
 * @param p99Micros at half of that rate
 * @param allocated bytes a request; 0 where nothing can be known of it
 */
record Figures(double micros, double rate, long p99Micros, long allocated) {}
