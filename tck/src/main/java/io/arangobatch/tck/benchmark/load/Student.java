package io.arangobatch.tck.benchmark.load;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The document of the benchmark. A class with fields and getters, because every contender's JSON library can write and read that, to the
 * same bytes.
 */
@JsonIgnoreProperties({"_key", "_id", "_rev"})
public final class Student {

    /** Stands once in each document and nowhere else, so that a server can count documents without parsing. */
    public static final String MARKER = "\"student\":";

    /** How many documents there are to be read. */
    public static final int SEEDED = 100;

    private static final int BYTES_WITHOUT_NOTE = of("").json().length();

    private String student = "";
    private int number;
    private double grade;
    private boolean enrolled;
    private String note = "";

    /** For libraries that read documents. */
    public Student() {}

    private static Student of(String note) {
        Student student = new Student();
        student.student = "Kris 000000";
        student.number = 1_000_000;
        student.grade = 1.75;
        student.enrolled = true;
        student.note = note;
        return student;
    }

    /** A student whose JSON has exactly so many bytes. */
    static Student of(int index, int bytes) {
        if (bytes < BYTES_WITHOUT_NOTE) {
            throw new IllegalArgumentException(
                    "a document has at least " + BYTES_WITHOUT_NOTE + " bytes, not " + bytes);
        }
        Student student = of(noteOf(index, bytes - BYTES_WITHOUT_NOTE));
        student.student = "Kris %06d".formatted(index % 1_000_000);
        student.number = 1_000_000 + index;
        return student;
    }

    private static String noteOf(int index, int length) {
        StringBuilder note = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int letter = (index * 31 + i * 7) % 27;
            note.append(letter == 26 ? ' ' : (char) ('a' + letter));
        }
        return note.toString();
    }

    /** The key of a document that is there to be read. */
    static String keyOf(int index) {
        return "read-" + index;
    }

    /** The JSON of a document that is there to be read. */
    public static String seed(int index) {
        return of(index, 200).json().replaceFirst("\\{", "{\"_key\":\"" + keyOf(index) + "\",");
    }

    private String json() {
        return "{" + MARKER + "\"" + student + "\",\"number\":" + number + ",\"grade\":" + grade + ",\"enrolled\":"
                + enrolled + ",\"note\":\"" + note + "\"}";
    }

    public String getStudent() {
        return student;
    }

    public void setStudent(String student) {
        this.student = student;
    }

    public int getNumber() {
        return number;
    }

    public void setNumber(int number) {
        this.number = number;
    }

    public double getGrade() {
        return grade;
    }

    public void setGrade(double grade) {
        this.grade = grade;
    }

    public boolean isEnrolled() {
        return enrolled;
    }

    public void setEnrolled(boolean enrolled) {
        this.enrolled = enrolled;
    }

    public String getNote() {
        return note;
    }

    public void setNote(String note) {
        this.note = note;
    }
}
