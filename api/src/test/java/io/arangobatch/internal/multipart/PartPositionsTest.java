package io.arangobatch.internal.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartPositionsTest {

    private final PartPositions positions = new PartPositions();

    @Test
    void givesBackEachPositionOfAVeryLargeBatch() {
        long step = (1L << 40) / 20_000;
        for (int part = 0; part < 20_000; part++) {
            positions.set(part, part * step);
        }

        for (int part = 0; part < 20_000; part++) {
            assertThat(positions.get(part)).isEqualTo(part * step);
        }
    }

    @Test
    void keepsPositionsOnBothSidesOfWhereAnIntEnds() {
        long[] some = {0, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, 0xffff_ffffL, 0x1_0000_0000L, (1L << 48) - 1};
        for (int part = 0; part < some.length; part++) {
            positions.set(part, some[part]);
        }

        for (int part = 0; part < some.length; part++) {
            assertThat(positions.get(part)).isEqualTo(some[part]);
        }
    }

    @Test
    void aPartMayGetAnotherPosition() {
        positions.set(0, 1);
        positions.set(1, 2);
        positions.set(1, 3);

        assertThat(positions.get(0)).isEqualTo(1);
        assertThat(positions.get(1)).isEqualTo(3);
    }
}
