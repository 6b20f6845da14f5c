package org.gatehouse.bench;

/**
 * A kind of load.
 *
 * @param name what the table calls it
 * @param method GET or POST
 * @param bodyBytes length of the request's body, 0 for none
 * @param connections how many clients call at a time, each as soon as it has its answer
 * @param kept whether each goes on with its connection; else it opens one for each call, where TLS may take up its session again
 */
record Load(String name, String method, int bodyBytes, int connections, boolean kept) {
    static final Load GET_50 = new Load("GET 1 KB, 50 connections", "GET", 0, 50, true);
    static final Load GET_500 = new Load("GET 1 KB, 500 connections", "GET", 0, 500, true);
    static final Load NEW_50 = new Load("GET 1 KB, 50 at a time, each new", "GET", 0, 50, false);
    static final Load POST_50 = new Load("POST 10 KB, 50 connections", "POST", 10 * 1024, 50, true);
    static final Load POST_500 = new Load("POST 10 KB, 500 connections", "POST", 10 * 1024, 500, true);
}
