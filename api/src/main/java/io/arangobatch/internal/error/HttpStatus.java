package io.arangobatch.internal.error;

/** The HTTP status that the server would answer a single request with, for the error of an element, which has none of its own. */
public final class HttpStatus {

    private HttpStatus() {}

    /**
     * Returns the status of an error.
     *
     * @param errorNum ArangoDB's error number
     * @return the status; 500 for a number without a place in the server's own table
     */
    public static int of(int errorNum) {
        return switch (errorNum) {
            case 9, 1470 -> 501;
            case 10,
                    17,
                    600,
                    601,
                    1204,
                    1205,
                    1208,
                    1218,
                    1219,
                    1221,
                    1222,
                    1226,
                    1227,
                    1229,
                    1233,
                    1237,
                    1239,
                    1466,
                    1620 -> 400;
            case 11, 1004, 1230 -> 403;
            case 28, 1200, 1207, 1210, 1601, 1702, 1925 -> 409;
            case 1202, 1203, 1211, 1212, 1228, 1591, 1600, 1655, 1703, 1924 -> 404;
            case 21, 1500, 1654 -> 410;
            case 1429, 1478, 21001, 21002, 21003 -> 503;
            case 400, 401, 403, 404, 405, 406, 412, 500, 501, 503 -> errorNum;
            default -> errorNum >= 1501 && errorNum < 1580 ? 400 : 500;
        };
    }
}
