package dev.tradewind.catalog.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// Pictures as people upload them, made here.
final class Pictures {

    /// One pixel; the library that reads them writes none.
    private static final String WEBP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";

    private Pictures() {}

    /// Left half red, right half blue.
    static byte[] picture(String format, int width, int height) {
        var image = new BufferedImage(
                width, height, format.equals("png") ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height);
        pen.setColor(Color.BLUE);
        pen.fillRect(width / 2, 0, width - width / 2, height);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException(format);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    /// One that appears bit by bit.
    static byte[] progressive(int width, int height) {
        var writer = ImageIO.getImageWritersByFormatName("jpg").next();
        var bytes = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            var parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static byte[] webp() {
        return Base64.getDecoder().decode(WEBP);
    }

    /// Taken with the camera on its side, at a place that is nobody's business.
    static byte[] withPlace(byte[] jpeg) {
        var tiff = ByteBuffer.allocate(26 + 4 + 2 + 4 * 12 + 4 + 24 * 2 + 8);
        tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 2);
        entry(tiff, 0x0112, 3, 1, 6 << 16);
        entry(tiff, 0x8825, 4, 1, 38);
        tiff.putInt(0);
        tiff.putShort((short) 4);
        entry(tiff, 1, 2, 2, 'S' << 24);
        entry(tiff, 2, 5, 3, 92);
        entry(tiff, 3, 2, 2, 'W' << 24);
        entry(tiff, 4, 5, 3, 116);
        tiff.putInt(0);
        for (int number : new int[] {23, 1, 33, 1, 1, 1, 46, 1, 38, 1, 2, 1}) {
            tiff.putInt(number);
        }
        var exif = ByteBuffer.allocate(6 + tiff.position());
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.flip());
        return withSegment(jpeg, 0xE1, exif.array());
    }

    /// Behind its header.
    static byte[] withChunk(byte[] png, String name, byte[] content) {
        var sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.US_ASCII));
        sum.update(content);
        return ByteBuffer.allocate(png.length + content.length + 12)
                .put(png, 0, 33)
                .putInt(content.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .putInt((int) sum.getValue())
                .put(png, 33, png.length - 33)
                .array();
    }

    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + content.length + 4)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
