// Every difference between Dear ImGui 1.86 and 1.92 that this program meets.
#pragma once

#include <imgui.h>

#include <algorithm>

namespace pw::compat {

// A blank part of the font atlas that we fill with glyphs of our own (core/text places and rasterises them,
// so that panels and canvas share one text).
struct Page {
    unsigned char* pixels = nullptr;  // of the page's upper left corner
    int pitch = 0;                    // bytes from row to row
    int bytes = 4;                    // a pixel: white with coverage as its alpha
    int row = 0;                      // of the page's first row in the atlas
    float u = 0, v = 0;               // of the upper left corner
    float du = 0, dv = 0;             // of one pixel
};

// Some rows of the atlas, from `first` to before `last`.
struct Rows {
    int first = 0, last = 0;
    bool empty() const { return first >= last; }
    void add(int from, int count) {
        if (count <= 0) return;
        first = empty() ? from : std::min(first, from);
        last = std::max(last, from + count);
    }
};

inline Page new_page(ImFontAtlas& atlas, int width, int height) {
    Page page;
    atlas.Clear();
    atlas.AddFontDefault();  // Dear ImGui needs one; nothing is written with it
#if IMGUI_VERSION_NUM >= 19200
    ImFontAtlasRect r;
    atlas.AddCustomRect(width, height, &r);
    ImTextureData* texture = atlas.TexData;
    page.pixels = static_cast<unsigned char*>(texture->GetPixelsAt(r.x, r.y));
    page.pitch = texture->GetPitch();
    page.bytes = texture->BytesPerPixel;
    page.row = r.y;
    page.u = r.uv0.x;
    page.v = r.uv0.y;
    page.du = 1.f / static_cast<float>(texture->Width);
    page.dv = 1.f / static_cast<float>(texture->Height);
#else
    atlas.TexDesiredWidth = 1024;
    const int id = atlas.AddCustomRectRegular(width, height);
    unsigned char* all = nullptr;
    int w = 0, h = 0;
    atlas.GetTexDataAsRGBA32(&all, &w, &h);
    const ImFontAtlasCustomRect& r = *atlas.GetCustomRectByIndex(id);
    page.row = r.Y;
    page.pitch = w * page.bytes;
    page.pixels = all + r.Y * page.pitch + r.X * page.bytes;
    page.u = static_cast<float>(r.X) / static_cast<float>(w);
    page.v = static_cast<float>(r.Y) / static_cast<float>(h);
    page.du = 1.f / static_cast<float>(w);
    page.dv = 1.f / static_cast<float>(h);
#endif
    return page;
}

}  // namespace pw::compat
