package io.arangobatch.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpStatusTest {

    @ParameterizedTest
    @CsvSource({
        "4,500",
        "9,501",
        "10,400",
        "11,403",
        "17,400",
        "21,410",
        "28,409",
        "404,404",
        "503,503",
        "600,400",
        "601,400",
        "1004,403",
        "1200,409",
        "1202,404",
        "1203,404",
        "1204,400",
        "1205,400",
        "1207,409",
        "1208,400",
        "1210,409",
        "1211,404",
        "1212,404",
        "1221,400",
        "1227,400",
        "1228,404",
        "1229,400",
        "1230,403",
        "1429,503",
        "1470,501",
        "1478,503",
        "1500,410",
        "1501,400",
        "1579,400",
        "1580,500",
        "1591,404",
        "1600,404",
        "1601,409",
        "1654,410",
        "1655,404",
        "1702,409",
        "1703,404",
        "1924,404",
        "1925,409",
        "21003,503",
        "99999,500"
    })
    void theErrorOfAnElementHasTheStatusThatASingleRequestWouldGet(int errorNum, int status) {
        assertThat(HttpStatus.of(errorNum)).isEqualTo(status);
    }
}
