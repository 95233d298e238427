package io.arangobatch.tck.benchmark.nullserver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The answer to batches of one shape, prepared at the first of them; later ones only have their boundary stamped in. */
final class BatchAnswer {

    /** Long answers are kept in pieces, since an array ends at 2 GB. */
    private static final int PIECE = 1 << 24;

    private static final byte[] PART_HEAD = ascii("\r\nContent-Type: application/x-arango-batchpart\r\nContent-Id: ");

    private final List<Wanted> wanted;
    private final String idPrefix;
    private final int boundaryLength;
    private final List<Piece> pieces = new ArrayList<>();
    private Piece last = new Piece();
    private long length;

    BatchAnswer(Parts batch) {
        wanted = List.copyOf(batch.wanted());
        idPrefix = batch.idPrefix();
        boundaryLength = batch.boundary().length();
        pieces.add(last);
        for (int i = 0; i < wanted.size(); i++) {
            delimiter();
            write(PART_HEAD);
            write(ascii(idPrefix + (i + 1) + "\r\n\r\n"));
            write(Answers.of(wanted.get(i), i, Answers.Form.PART));
            write(ascii("\r\n"));
        }
        delimiter();
        write(ascii("--"));
        pieces.forEach(Piece::seal);
    }

    boolean suits(Parts batch) {
        return boundaryLength == batch.boundary().length()
                && idPrefix.equals(batch.idPrefix())
                && wanted.equals(batch.wanted());
    }

    private void delimiter() {
        if (last.bytes.size() > PIECE) {
            last = new Piece();
            pieces.add(last);
        }
        write(ascii("--"));
        last.stamps.add(last.bytes.size());
        write(new byte[boundaryLength]);
    }

    private void write(byte[] bytes) {
        last.bytes.writeBytes(bytes);
        length += bytes.length;
    }

    void send(String boundary, OutputStream out) throws IOException {
        out.write(Answers.batchHead(boundary, length));
        byte[] stamp = ascii(boundary);
        for (Piece piece : pieces) {
            for (int at : piece.positions) {
                System.arraycopy(stamp, 0, piece.sealed, at, stamp.length);
            }
            out.write(piece.sealed);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Piece {
        private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private List<Integer> stamps = new ArrayList<>();
        private byte[] sealed = new byte[0];
        private int[] positions = new int[0];

        void seal() {
            sealed = bytes.toByteArray();
            positions = stamps.stream().mapToInt(Integer::intValue).toArray();
            bytes = new ByteArrayOutputStream();
            stamps = List.of();
        }
    }
}
