// picture_files FOLDER MEGAPIXELS…: writes FOLDER/MEGAPIXELS.jpg, something like a phone's photo.
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/files/bytes.h"
#include "core/bench/photo.h"

int main(int argc, char** argv) {
    for (int i = 2; i < argc; ++i) {
        const std::filesystem::path file = std::filesystem::path(argv[1]) / (std::string(argv[i]) + ".jpg");
        const double pixels = std::atof(argv[i]) * 1e6;
        if (!pw::write_bytes(file, pw::photo_jpeg(static_cast<std::int64_t>(pixels)))) {
            std::fprintf(stderr, "can't write %s\n", file.c_str());
            return 1;
        }
    }
}
