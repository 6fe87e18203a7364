package dev.tradewind.catalog.media;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.geom.AffineTransform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/// How a camera was held: eight ways, as EXIF numbers them.
record Orientation(int number) {

    private static final int UPRIGHT = 1;

    static Orientation of(Format format, byte[] content) {
        if (format != Format.JPEG) {
            return new Orientation(UPRIGHT);
        }
        try {
            var metadata =
                    JpegMetadataReader.readMetadata(new ByteArrayInputStream(content), List.of(new ExifReader()));
            var directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            var number = directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return new Orientation(number == null || number < 1 || number > 8 ? UPRIGHT : number);
        } catch (JpegProcessingException | IOException | RuntimeException _) {
            return new Orientation(UPRIGHT);
        }
    }

    boolean liesOnItsSide() {
        return number >= 5;
    }

    /// Turns a picture of this size upright.
    AffineTransform upright(double width, double height) {
        return switch (number) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
