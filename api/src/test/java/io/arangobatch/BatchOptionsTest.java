package io.arangobatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchOptionsTest {

    @Test
    void resultsAreReturnedAndTheLimitsAreTheConnectionsByDefault() {
        BatchOptions defaults = BatchOptions.defaults();
        assertThat(defaults.returnResults()).isTrue();
        assertThat(defaults.maxRequests()).isZero();
        assertThat(defaults.maxBytes()).isZero();
        assertThat(defaults.spillThreshold()).isZero();
    }

    @Test
    void eachSetterLeavesTheOptionsAsTheyWere() {
        BatchOptions changed = BatchOptions.defaults()
                .returnResults(false)
                .maxRequests(1)
                .maxBytes(2)
                .spillThreshold(3);
        assertThat(changed.returnResults()).isFalse();
        assertThat(changed.maxRequests()).isEqualTo(1);
        assertThat(changed.maxBytes()).isEqualTo(2);
        assertThat(changed.spillThreshold()).isEqualTo(3);
        assertThat(BatchOptions.defaults().returnResults()).isTrue();
    }

    @Test
    void aLimitBelowOneIsRefused() {
        assertThatThrownBy(() -> BatchOptions.defaults().maxRequests(0))
                .isInstanceOf(ArangoConfigurationException.class)
                .hasMessage("batch option maxRequests is 0; it must be at least 1");
        assertThatThrownBy(() -> BatchOptions.defaults().maxBytes(-5))
                .isInstanceOf(ArangoConfigurationException.class)
                .hasMessage("batch option maxBytes is -5; it must be at least 1");
        assertThatThrownBy(() -> BatchOptions.defaults().spillThreshold(0))
                .isInstanceOf(ArangoConfigurationException.class)
                .hasMessage("batch option spillThreshold is 0; it must be at least 1");
    }
}
