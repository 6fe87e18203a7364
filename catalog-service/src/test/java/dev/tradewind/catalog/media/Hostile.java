package dev.tradewind.catalog.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What comes with the name of a picture and is none, or not only one, or one that would fill the memory.
enum Hostile {
    NOTHING("empty.png", new byte[0], 415),
    TEXT("note.jpg", text("Just a note."), 415),
    PAGE("page.png", text("<!DOCTYPE html><html><script>alert(1)</script></html>"), 415),
    DRAWING_WITH_SCRIPT(
            "logo.svg", text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), 415),
    DRAWING_THAT_READS_FILES(
            "logo.png",
            text("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>"),
            415),
    ARCHIVE("cat.jpg", zip(), 415),
    DOCUMENT("cat.gif", text("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), 415),
    PROGRAM("cat.png", text("MZ\u0090\0\3\0\0\0"), 415),
    SHELL("../../../etc/cron.d/cat.png", text("#!/bin/sh\nreboot\n"), 415),
    JSON("cat.webp", text("{\"type\": \"image/webp\"}"), 415),
    PACKED_ZEROS("cat.png", gzip(1 << 20), 415),
    BITMAP("cat.bmp", Pictures.picture("bmp", 4, 4), 415),
    SCAN("cat.tiff", Pictures.picture("tiff", 4, 4), 415),
    FILM("cat.jpg", text("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom"), 415),
    WRONG_MAGIC("cat.png", changed(png(), 0, 0), 415),
    BEGINNING_OF_A_JPEG("cat.jpg", text("\u00FF\u00D8\u00FF\u00E0 and then something else"), 415),
    CUT_JPEG("cat.jpg", half(jpeg()), 415),
    CUT_PNG("cat.png", half(png()), 415),
    CUT_GIF("cat.gif", half(gif()), 415),
    CUT_WEBP("cat.webp", half(Pictures.webp()), 415),
    JPEG_WITHOUT_END("cat.jpg", Arrays.copyOf(jpeg(), jpeg().length - 2), 415),
    JPEG_AND_ARCHIVE("cat.jpg", joined(jpeg(), zip()), 415),
    JPEG_AND_PROGRAM("cat.jpg", joined(jpeg(), text("<?php system($_GET['c']); ?>")), 415),
    PNG_AND_PAGE("cat.png", joined(png(), text("<script>alert(1)</script>")), 415),
    GIF_AND_ARCHIVE("cat.gif", joined(gif(), zip()), 415),
    GIF_AND_SCRIPT("cat.gif", text("GIF89a=1;alert(document.domain);//"), 415),
    WEBP_AND_PAGE("cat.webp", joined(Pictures.webp(), text("<script>alert(1)</script>")), 415),
    HUGE_PNG("cat.png", sized(png(), 16, 60_000), 413),
    HUGE_JPEG("cat.jpg", hugeJpeg(), 413),
    HUGE_GIF("cat.gif", hugeGif(), 413),
    NO_SIZE("cat.png", sized(png(), 16, 0), 415),
    NEGATIVE_SIZE("cat.png", sized(png(), 16, -1), 415),
    BROKEN_PIXELS("cat.png", brokenPixels(), 415),
    TEN_THOUSAND_FRAMES("cat.gif", frames(10_000), 415),
    THOUSANDS_OF_SCANS("cat.jpg", scans(3_000), 415),
    HUGE_WEBP("cat.webp", hugeWebp(), 413),
    NEVER_ENDING_CHUNK("cat.png", changed(png(), 33, 0x7F), 415),
    ELEVEN_MEGABYTES("cat.png", joined(png(), new byte[11 << 20]), 413),
    JUST_TOO_LARGE("cat.png", joined(png(), new byte[10 << 20]), 413);

    final String fileName;

    @SuppressWarnings("ImmutableEnumChecker")
    final byte[] content;

    final int status;

    Hostile(String fileName, byte[] content, int status) {
        this.fileName = fileName;
        this.content = content;
        this.status = status;
    }

    private static byte[] jpeg() {
        return Pictures.picture("jpg", 40, 30);
    }

    private static byte[] png() {
        return Pictures.picture("png", 40, 30);
    }

    private static byte[] gif() {
        return Pictures.picture("gif", 40, 30);
    }

    private static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] half(byte[] content) {
        return Arrays.copyOf(content, content.length / 2);
    }

    private static byte[] changed(byte[] content, int at, int value) {
        content[at] = (byte) value;
        return content;
    }

    private static byte[] joined(byte[]... parts) {
        var all = ByteBuffer.allocate(Stream.of(parts).mapToInt(it -> it.length).sum());
        Stream.of(parts).forEach(all::put);
        return all.array();
    }

    private static byte[] sized(byte[] png, int at, int side) {
        ByteBuffer.wrap(png).putInt(at, side).putInt(at + 4, side);
        var sum = new CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        return png;
    }

    /// The frame's header tells the size.
    private static byte[] hugeJpeg() {
        var jpeg = jpeg();
        for (int i = 2; i < jpeg.length - 9; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 65_000).putShort(i + 7, (short) 65_000);
                return jpeg;
            }
        }
        throw new IllegalStateException("no frame");
    }

    /// A picture that appears bit by bit, with its last bit over and over again. Each of them costs a look at all
    /// pixels, and a few bytes.
    private static byte[] scans(int count) {
        var jpeg = Pictures.progressive(4_000, 4_000);
        var last = lastScan(jpeg);
        var scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
        var bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < count; i++) {
            bytes.writeBytes(scan);
        }
        bytes.write(jpeg, jpeg.length - 2, 2);
        return bytes.toByteArray();
    }

    private static int lastScan(byte[] jpeg) {
        for (int i = jpeg.length - 4; i > 0; i--) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xDA) {
                return i;
            }
        }
        throw new IllegalStateException("no scan");
    }

    /// The canvas around the picture tells the size.
    private static byte[] hugeWebp() {
        var webp = Pictures.webp();
        var canvas = ByteBuffer.allocate(webp.length + 18).order(ByteOrder.LITTLE_ENDIAN);
        canvas.put(webp, 0, 4).putInt(webp.length + 10).put(text("WEBPVP8X")).putInt(10);
        canvas.putInt(0).put(text("\u00FF\u00FF\0\u00FF\u00FF\0"));
        return canvas.put(webp, 12, webp.length - 12).array();
    }

    private static byte[] hugeGif() {
        var gif = gif();
        for (int i = 13; i < gif.length - 9; i++) {
            if (gif[i] == 0x2C && gif[i + 5] == 40 && gif[i + 7] == 30) {
                Arrays.fill(gif, i + 5, i + 9, (byte) 0xFF);
                return gif;
            }
        }
        throw new IllegalStateException("no frame");
    }

    private static byte[] brokenPixels() {
        var png = png();
        var idat = new String(png, ISO_8859_1).indexOf("IDAT");
        Arrays.fill(png, idat + 4, idat + 14, (byte) 0x55);
        return png;
    }

    private static byte[] frames(int count) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text("GIF89a\1\0\1\0\u0080\0\0\0\0\0\u00FF\u00FF\u00FF"));
        for (int i = 0; i < count; i++) {
            bytes.writeBytes(text(",\0\0\0\0\1\0\1\0\0\2\2D\1\0"));
        }
        bytes.write(0x3B);
        return bytes.toByteArray();
    }

    private static byte[] zip() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("evil.class"));
            zip.write(text("\u00CA\u00FE\u00BA\u00BE"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(int zeros) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(new byte[zeros]);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }
}
