// Other programs that check what is written; tests skip where one isn't installed.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "core/tensor/png.h"

namespace pw::test {

inline bool installed(const std::string& program) {
    return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

// An own folder for one test, gone with it.
class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "poolwalk-export.XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string at(const std::string& name) const { return (path_ / name).string(); }
    std::string put(const std::string& name, const std::string& bytes) const {
        std::ofstream(at(name), std::ios::binary) << bytes;
        return at(name);
    }
    std::string get(const std::string& name) const {
        std::ifstream in(at(name), std::ios::binary);
        std::stringstream bytes;
        bytes << in.rdbuf();
        return bytes.str();
    }
    // Whether it succeeded; what it said is in "said".
    bool run(const std::string& command) const {
        return std::system(("cd " + path_.string() + " && " + command + " >said 2>&1 </dev/null").c_str()) ==
               0;
    }

  private:
    std::filesystem::path path_;
};

// Drawn by librsvg; an empty tensor when it refuses.
inline Tensor by_rsvg(const std::string& svg) {
    const Folder f;
    f.put("a.svg", svg);
    if (!f.run("rsvg-convert -o a.png a.svg")) return {};
    const auto picture = read_png("a.png", f.get("a.png"));
    return picture ? picture->tensor : Tensor();
}

// Drawn by Chromium in a window of the figure's size.
inline Tensor by_chromium(const std::string& svg, int width, int height) {
    const Folder f;
    f.put("a.svg", svg);
    const std::string size = std::to_string(width) + "," + std::to_string(height);
    f.run(
        "HOME=$PWD timeout 120 chromium --headless --no-sandbox --disable-gpu --hide-scrollbars "
        "--force-device-scale-factor=1 --user-data-dir=$PWD/profile --screenshot=$PWD/a.png --window-size=" +
        size + " file://$PWD/a.svg");
    const auto picture = read_png("a.png", f.get("a.png"));
    return picture ? picture->tensor : Tensor();
}

// Of 0-255, over all pixels and channels; 255 when the sizes differ.
inline double mean_difference(const Tensor& a, const Tensor& b) {
    if (!(a.shape() == b.shape()) || a.shape().count() == 0) return 255;
    double sum = 0;
    for (std::size_t i = 0; i < a.data().size(); ++i)
        sum += std::abs(static_cast<double>(a.data()[i]) - b.data()[i]);
    return sum / static_cast<double>(a.data().size());
}

// librsvg knows no features: a tabular 1 is another glyph in some faces, so that 7 stands for it, and a minus
// beside digits stands higher than ours, so that there is none.
inline Scene without_features(Scene scene) {
    for (Group& g : scene.groups)
        for (Item& item : g.items) {
            Text* t = std::get_if<Text>(&item);
            if (!t) continue;
            std::ranges::replace(t->text, '1', '7');
            constexpr std::string_view minus = "−";
            for (std::size_t at; (at = t->text.find(minus)) != t->text.npos;) t->text.erase(at, minus.size());
        }
    return scene;
}

}  // namespace pw::test
