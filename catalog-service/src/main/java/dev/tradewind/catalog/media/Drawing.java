package dev.tradewind.catalog.media;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.color.CMMException;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;

/// Draws an upload anew, upright and without anything that was said in it beside the picture. Its size is read from
/// the header first; what is larger than it is kept is read in steps of several pixels, so that memory stays bounded.
@Component
@EnableConfigurationProperties(MediaProperties.class)
class Drawing {

    private static final float QUALITY = 0.85f;

    private final MediaProperties limits;

    Drawing(MediaProperties limits) {
        this.limits = limits;
        ImageIO.setUseCache(false);
    }

    /// A picture and its small one.
    record Drawn(Picture picture, Picture thumbnail) {}

    record Picture(ByteArrayResource content, KeptAs type, int width, int height) {

        int size() {
            return content.getByteArray().length;
        }
    }

    /// What is kept.
    enum KeptAs {
        JPG("image/jpeg", "jpeg"),
        PNG("image/png", "png");

        private final String contentType;
        private final String writer;

        KeptAs(String contentType, String writer) {
            this.contentType = contentType;
            this.writer = writer;
        }

        String contentType() {
            return contentType;
        }
    }

    /// @throws CannotUse when it is not a whole picture of a known kind, or too large a one
    Drawn draw(byte[] content) {
        var format = Format.of(content).orElseThrow(() -> CannotUse.notAnImage("its content says otherwise"));
        var opened = Envelope.opened(format, content);
        var orientation = Orientation.of(format, content);
        try {
            var image = read(format, opened);
            var type = format == Format.JPEG
                            || (format == Format.WEBP && !image.getColorModel().hasAlpha())
                    ? KeptAs.JPG
                    : KeptAs.PNG;
            var picture = upright(image, orientation, limits.longestSide(), type);
            var thumbnail = upright(picture, new Orientation(1), limits.thumbnailSide(), type);
            return new Drawn(written(picture, type), written(thumbnail, type));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | CMMException _) {
            throw CannotUse.notAnImage("it cannot be read");
        }
    }

    private BufferedImage read(Format format, byte[] content) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName(format.reader()).next();
        try (var stream = stream(content)) {
            reader.setInput(stream, true, true);
            return read(reader);
        } finally {
            reader.dispose();
        }
    }

    private BufferedImage read(ImageReader reader) throws IOException {
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        if (width < 1 || height < 1) {
            throw CannotUse.notAnImage("it has no size");
        }
        if ((long) width * height > limits.maxPixels()) {
            throw CannotUse.tooManyPixels(limits.maxPixels());
        }
        var parameters = reader.getDefaultReadParam();
        var step = Math.ceilDiv(Math.max(width, height), limits.longestSide());
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    private static ImageInputStream stream(byte[] content) throws IOException {
        return ImageIO.createImageInputStream(new ByteArrayInputStream(content));
    }

    private static BufferedImage upright(BufferedImage image, Orientation orientation, int side, KeptAs type) {
        var shrink = Math.min(1.0, (double) side / Math.max(image.getWidth(), image.getHeight()));
        var width = Math.max(1, (int) Math.round(image.getWidth() * shrink));
        var height = Math.max(1, (int) Math.round(image.getHeight() * shrink));
        var drawn = orientation.liesOnItsSide()
                ? new BufferedImage(height, width, pixels(type))
                : new BufferedImage(width, height, pixels(type));
        var pen = drawn.createGraphics();
        try {
            if (type == KeptAs.JPG) {
                pen.setColor(Color.WHITE);
                pen.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
            }
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            var transform = orientation.upright(width, height);
            transform.concatenate(AffineTransform.getScaleInstance(
                    (double) width / image.getWidth(), (double) height / image.getHeight()));
            pen.drawImage(image, transform, null);
        } finally {
            pen.dispose();
        }
        return drawn;
    }

    private static int pixels(KeptAs type) {
        return type == KeptAs.JPG ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
    }

    private static Picture written(BufferedImage image, KeptAs type) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName(type.writer).next();
        var bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            var parameters = writer.getDefaultWriteParam();
            if (type == KeptAs.JPG) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return new Picture(new ByteArrayResource(bytes.toByteArray()), type, image.getWidth(), image.getHeight());
    }
}
