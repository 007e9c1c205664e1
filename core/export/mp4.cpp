#include "core/export/mp4.h"

#include <fmt/format.h>

#include <bit>
#include <cerrno>
#include <cstring>

#include "core/export/fed_process.h"
#include "core/export/raster.h"

namespace pw {

namespace {

std::vector<std::string> command(const Mp4Options& o, int width, int height) {
    const char* pixels = std::endian::native == std::endian::little ? "bgr0" : "0rgb";
    // Frames come in as RGB: which matrix makes video of it has to be said, and to be told to the player.
    return {o.program,
            "-nostdin",
            "-hide_banner",
            "-loglevel",
            "error",
            "-y",
            "-f",
            "rawvideo",
            "-pixel_format",
            pixels,
            "-video_size",
            fmt::format("{}x{}", width, height),
            "-framerate",
            fmt::format("{}", o.fps),
            "-i",
            "pipe:0",
            "-an",
            "-vf",
            "scale=out_color_matrix=bt709:out_range=tv",
            "-c:v",
            "libx264",
            "-preset",
            "medium",
            "-tune",
            "animation",
            "-crf",
            "17",
            "-pix_fmt",
            "yuv420p",
            "-colorspace",
            "bt709",
            "-color_primaries",
            "bt709",
            "-color_trc",
            "bt709",
            "-color_range",
            "tv",
            "-movflags",
            "+faststart",
            "-f",
            "mp4",
            FedProcess::output};
}

// One more column and row of the page's colour where a side is odd.
const std::vector<std::uint32_t>& even(const Raster& r, std::uint32_t page,
                                       std::vector<std::uint32_t>& padded) {
    const int width = r.width + r.width % 2, height = r.height + r.height % 2;
    if (width == r.width && height == r.height) return r.pixels;
    padded.assign(static_cast<std::size_t>(width) * height, page);
    for (int y = 0; y < r.height; ++y) {
        const auto row = r.pixels.begin() + std::ptrdiff_t{y} * r.width;
        std::copy(row, row + r.width, padded.begin() + std::ptrdiff_t{y} * width);
    }
    return padded;
}

Problem failed(FedProcess& encoder) {
    encoder.finish();
    return Problem(Message("export.ffmpeg_failed", {encoder.last_line()}));
}

}  // namespace

Expected<std::string> to_mp4(const Pages& pages, const Fonts& fonts, const Mp4Options& options,
                             const Progress& progress) {
    CairoPainter painter(fonts);
    Raster raster;
    std::vector<std::uint32_t> padded;
    FedProcess encoder;
    for (std::size_t i = 0; i < pages.count; ++i) {
        const Scene scene = pages.at(i);
        if (auto done = rasterise(painter, scene, options.scale, false, raster); !done)
            return tl::unexpected(done.error());
        if (i == 0) {
            const int error = encoder.start(
                command(options, raster.width + raster.width % 2, raster.height + raster.height % 2));
            if (error == ENOENT) return fail("export.no_ffmpeg");
            if (error) return fail("export.ffmpeg_failed", {std::string(std::strerror(error))});
        }
        const auto& frame = even(raster, pixel_of(scene.page), padded);
        const auto* bytes = reinterpret_cast<const char*>(frame.data());
        if (!encoder.feed({bytes, frame.size() * sizeof frame[0]})) return fail(failed(encoder));
        if (progress && !progress(i + 1, pages.count)) return cancelled();
    }
    if (!encoder.finish()) return fail("export.ffmpeg_failed", {encoder.last_line()});
    return encoder.written();
}

}  // namespace pw
